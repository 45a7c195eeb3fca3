import { transposedAxes, windowAxes } from "../../onnx/mod.ts";
import {
  type LiteCall,
  type LiteOperator,
  type LiteSizes,
  type LiteValue,
  valueOf,
} from "../lite_call.ts";
import type { WindowSizes } from "../lite_kernels.ts";
import { blockElements, writeBlock } from "../write_block.ts";
import { type ConvolvedAxis, convolvedAxis, windowsOf } from "./windows.ts";

/** Floats for what kernels write past the end of planes, and those that they read past a band. */
const EDGE = 32, BEHIND = 16;

/**
 * The number of 4-byte elements that an ordinary convolution of a transposed one takes, at most.
 */
const PHASE = 64;

/** The places of everything of a convolution, in floats. */
interface Layout {
  readonly rows: ConvolvedAxis;
  readonly columns: ConvolvedAxis;
  /** Every `columns.step`-th column of the image is a run of as many values. */
  readonly run: number;
  /** The size of a band [channels, rows.length, columns.step, run]. */
  readonly band: number;
  /** The size of what is packed of the filter for all phases, with its places and sizes. */
  readonly packed: number;
}

/**
 * A convolution without patches: the image is copied between zeros once, and each output sums up the
 * products of the filter with the places of that band. A transposed one of stride s is s × s ordinary
 * ones, each with every s-th place of the filter.
 */
export function convolution({ isTransposed }: { isTransposed: boolean }): LiteOperator {
  const axesOf = isTransposed ? transposedAxes : windowAxes;
  const layoutOf = ({ inputs: [x, filter], outputs: [y], engine, ...call }: LiteSizes): Layout => {
    const [rows, columns] = windowsOf(call, { shapes: [x, filter], axesOf }).map((along) =>
      convolvedAxis(along, { isTransposed, engine })
    );
    const run = Math.ceil(columns.length / columns.step);
    return {
      rows,
      columns,
      run,
      band: x[1] * rows.length * columns.step * run,
      packed: x[1] * filter[2] * filter[3] * (y[1] + 1) +
        rows.phases.length * columns.phases.length * blockElements("ConvolvedRows"),
    };
  };
  return {
    floats: true,
    room(sizes) {
      const { band, packed } = layoutOf(sizes);
      return { scratch: EDGE + band + BEHIND, kept: blockElements("WindowSizes") + packed };
    },
    prepare(call) {
      const x = valueOf(call.inputs, 0), filter = valueOf(call.inputs, 1);
      const y = valueOf(call.outputs, 0), bias = call.inputs[2];
      const shapes = { inputs: [x.shape, filter.shape], outputs: [y.shape] };
      const layout = layoutOf({ ...call, ...shapes });
      const { rows, columns, run } = layout, { engine, scratch } = call, { kernels } = engine;
      const [batch, channels, height, width] = x.shape, [, filters, ...out] = y.shape;
      const plane = rows.length * columns.step * run, band = scratch + EDGE * 4;
      const windows = writeBlock(
        { engine, name: "WindowSizes", at: call.kept },
        windowOn(layout, { height, width }),
      );
      const phases = phasesOf(call, { layout, filter, outWidth: out[1], isTransposed });
      if (call.isStored(1)) { for (const { pack } of phases) pack(); }
      return () => {
        if (!call.isStored(1)) { for (const { pack } of phases) pack(); }
        for (let i = 0; i < batch; i++) {
          for (let k = 0; k < channels; k++) {
            const image = x.at + (i * channels + k) * height * width * 4;
            kernels.padPlanes(windows, image, 0, rows.length, run, band + k * plane * 4);
          }
          const images = y.at + i * filters * out[0] * out[1] * 4;
          for (const { convolved, offsets, packed, down, across } of phases) {
            kernels.convolvePlanes(
              convolved,
              band,
              offsets,
              packed,
              bias?.at ?? 0,
              down.count,
              scratch,
              out[0] * out[1] * 4,
              images + (down.start * out[1] + across.start) * 4,
            );
          }
        }
      };
    },
  };
}

/** A single window: all of a channel of the image that is read. */
function windowOn(
  { rows, columns }: Layout,
  { height, width }: { height: number; width: number },
): WindowSizes {
  return {
    height,
    width,
    channels: 1,
    sizeHeight: rows.length,
    sizeWidth: columns.length,
    strideHeight: rows.step,
    strideWidth: columns.step,
    dilationHeight: 1,
    dilationWidth: 1,
    top: -rows.first,
    left: -columns.first,
    outHeight: 1,
    outWidth: 1,
  };
}

/** The phases of both axes, each with the bytes where its sizes, its places and its filter lie. */
function phasesOf(
  { kept, engine }: LiteCall,
  { layout: { rows, columns, run }, filter, outWidth, isTransposed }: {
    layout: Layout;
    filter: LiteValue;
    outWidth: number;
    isTransposed: boolean;
  },
) {
  const [filters, channels] = isTransposed ? filter.shape.toSpliced(2).reverse() : filter.shape;
  const [height, width] = filter.shape.slice(2), size = height * width;
  const line = columns.step * run, plane = rows.length * line;
  const stepFilter = isTransposed ? size : channels * size;
  const stepChannel = isTransposed ? filters * size : size;
  let at = kept + blockElements("WindowSizes") * 4;
  engine.reserve(rows.phases.length * columns.phases.length * PHASE);
  return rows.phases.flatMap((down) =>
    columns.phases.map((across) => {
      const depth = channels * down.taps.length * across.taps.length;
      const convolved = writeBlock({ engine, name: "ConvolvedRows", at }, {
        stepRow: rows.step * line * 4,
        threes: 0,
        depth,
        pixels: across.count,
        channels: filters,
        outRow: rows.outStep * outWidth * 4,
        outPixel: columns.outStep * 4,
      });
      const offsets = at + blockElements("ConvolvedRows") * 4, packed = offsets + depth * 4;
      at = packed + depth * filters * 4;
      const pack = () => {
        const places = engine.integers(offsets, depth);
        let i = 0;
        for (let k = 0; k < channels; k++) {
          for (const row of down.taps) {
            for (const column of across.taps) {
              const left = column.at - columns.first, from = k * stepChannel + row.tap * width;
              places[i] = 4 * (k * plane + (row.at - rows.first) * line +
                left % columns.step * run + Math.floor(left / columns.step));
              const tap = filter.at + 4 * (from + column.tap);
              engine.kernels.packTap(tap, stepFilter * 4, filters, i, depth, packed);
              i++;
            }
          }
        }
      };
      return { down, across, convolved, offsets, packed, pack };
    })
  );
}
