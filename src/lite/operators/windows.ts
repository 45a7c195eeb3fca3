import type { Shape } from "../../core/shape.ts";
import type { LiteEngine } from "../lite_engine.ts";
import { intsOf, type LiteCall, mustBe } from "../lite_call.ts";

/** How windows lie along an axis of images. */
export interface Windows {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** The padding in front of the axis. */
  readonly before: number;
}

/** How windows lie along both axes, from the attributes that all operators on images share. */
export function windowsOf(
  call: Pick<LiteCall, "attribute">,
  { image, filter }: { image: Shape; filter: Shape },
): readonly [Windows, Windows] {
  mustBe(call, "auto_pad", "NOTSET");
  mustBe(call, "group", 1);
  const given = call.attribute("kernel_shape") as readonly number[] | undefined;
  if (image.length !== 4 || filter.length !== 4) throw new RangeError("its images are not flat");
  if (given?.some((size, i) => size !== filter[i + 2])) {
    throw new RangeError(`its kernel_shape [${given}] is not that of its filter [${filter}]`);
  }
  const strides = intsOf(call, "strides", { length: 2, value: 1 });
  const dilations = intsOf(call, "dilations", { length: 2, value: 1 });
  const pads = intsOf(call, "pads", { length: 4, value: 0 });
  const along = (axis: number): Windows => ({
    kernel: filter[axis + 2],
    stride: strides[axis],
    dilation: dilations[axis],
    before: pads[axis],
  });
  return [along(0), along(1)];
}

/** The outputs along an axis that take the same places of the filter, at the same distance apart. */
export interface Phase {
  /** The first of them. */
  readonly start: number;
  readonly count: number;
  /** Where in the filter, and where in the image for the first output, which may be outside. */
  readonly taps: readonly { readonly tap: number; readonly at: number }[];
}

/** How many 4-byte elements a place of the filter takes, at most. */
const TAP = 16;

/** A convolution along an axis. */
export interface ConvolvedAxis {
  readonly phases: readonly Phase[];
  /** How far apart neighbouring outputs of a phase lie, and how far their patches in the image. */
  readonly outStep: number;
  readonly step: number;
  /** The places of the image that are read. */
  readonly first: number;
  readonly length: number;
}

/**
 * A convolution along an axis to `outputs` places, or a transposed one: output o then takes the places
 * k of the filter for which (o + before − k · dilation) / stride is whole, from there in the image.
 *
 * Throws a RangeError where a model takes too much memory with them.
 */
export function convolvedAxis(
  { kernel, stride, dilation, before }: Windows,
  { outputs, isTransposed, engine }: {
    outputs: number;
    isTransposed: boolean;
    engine: LiteEngine;
  },
): ConvolvedAxis {
  const phases: Phase[] = [];
  const outStep = isTransposed ? stride : 1, step = isTransposed ? 1 : stride;
  engine.reserve(Math.min(outStep, outputs) * (kernel + 1) * TAP);
  let first = Infinity, end = -Infinity;
  for (let start = 0; start < Math.min(outStep, outputs); start++) {
    const count = Math.ceil((outputs - start) / outStep), taps: { tap: number; at: number }[] = [];
    for (let tap = 0; tap < kernel; tap++) {
      const at = isTransposed
        ? (start + before - tap * dilation) / stride
        : tap * dilation - before;
      if (!Number.isInteger(at)) continue;
      taps.push({ tap, at });
      first = Math.min(first, at);
      end = Math.max(end, at + (count - 1) * step + 1);
    }
    phases.push({ start, count, taps });
  }
  return end > first
    ? { phases, outStep, step, first, length: end - first }
    : { phases, outStep, step, first: 0, length: 0 };
}
