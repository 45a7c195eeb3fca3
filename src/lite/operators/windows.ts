import type { Shape } from "../../core/shape.ts";
import type { windowAxes, WindowAxis } from "../../onnx/mod.ts";
import { type LiteCall, mustBe } from "../lite_call.ts";
import type { LiteEngine } from "../lite_engine.ts";

/**
 * The windows along both axes of images, placed by the rules of their operator.
 *
 * Throws a RangeError for what is no image [B, K, H, W], and for groups of channels.
 */
export function windowsOf(
  { attribute }: Pick<LiteCall, "attribute">,
  { shapes, axesOf }: { shapes: readonly Shape[]; axesOf: typeof windowAxes },
): readonly [WindowAxis, WindowAxis] {
  mustBe({ attribute }, "group", 1);
  const [image] = shapes;
  if (image.length !== 4) {
    throw new RangeError(
      `its input [${image}] has ${image.length} axes, and the lite engine only has 4, [B, K, H, W]`,
    );
  }
  // All sizes are known by now.
  const [down, across] = axesOf({ attribute, shapes }) as readonly WindowAxis[];
  return [down, across];
}

/** The outputs along an axis that take the same places of the filter, at the same distance apart. */
export interface Phase {
  /** The first of them. */
  readonly start: number;
  readonly count: number;
  /** The place in the filter, and in the image for the first output, which may be outside. */
  readonly taps: readonly { readonly tap: number; readonly at: number }[];
}

/** The number of 4-byte elements that a place of the filter takes, at most. */
const TAP = 16;

/** A convolution along an axis. */
export interface ConvolvedAxis {
  readonly phases: readonly Phase[];
  /** The distance of neighbouring outputs of a phase, and of their patches in the image. */
  readonly outStep: number;
  readonly step: number;
  /** The places of the image that are read. */
  readonly first: number;
  readonly length: number;
}

/**
 * A convolution along an axis, or a transposed one: output o then takes the places k of the filter for
 * which (o + before − k · dilation) / stride is whole, from there in the image.
 *
 * Throws a RangeError where a model takes too much memory with them.
 */
export function convolvedAxis(
  { kernel, stride, dilation, before, count: outputs }: WindowAxis,
  { isTransposed, engine }: { isTransposed: boolean; engine: LiteEngine },
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
