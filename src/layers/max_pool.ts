import { z } from "zod";
import { formatShape } from "../core/shape.ts";
import { maxPool as pool } from "../kernels/mod.ts";
import type { GraphBuilder, ValueName } from "../onnx/mod.ts";
import type { Layer } from "./layer.ts";
import { poolOptions, poolWindows } from "./pool.ts";
import {
  eachAxis,
  formatPair,
  imageSize,
  outputSizeFor,
  padsOf,
  type Pair,
  type PlacedWindows,
  placeWindows,
  type Windows,
  windowsOn,
} from "./windows.ts";

/** The largest value of each window. */
export const maxPoolSpec = z.strictObject({
  type: z.literal("max_pool"),
  ...poolOptions,
  /** 2 unless given. */
  size: poolOptions.size.optional(),
  /** True to hand on where in its window each maximum was. */
  switches: z.boolean().optional(),
});

type MaxPoolSpec = z.infer<typeof maxPoolSpec>;

/** Under every float that a network computes, and no infinity. */
const LOWEST = -3.4e38;

/**
 * Maximum of each window, in each channel by itself. Input [B, H, W, K], output [B, H′, W′, K].
 *
 * With `switches` it gives `switches` [B, H′, W′, K], the position of each maximum in its window,
 * row after row from 0; of equal values the first. (Zeiler et al., "Adaptive deconvolutional
 * networks for mid and high level feature learning", 2011.)
 */
export const maxPool: Layer<MaxPoolSpec> = {
  outputShape(spec, input) {
    const windows = windowsOf(spec);
    const { counts, rest } = windowsOn("max_pool", input, windows);
    if (windows.padding === "valid" && rest.some((left) => left > 0)) {
      throw new RangeError(
        `Cannot apply "max_pool" to shape ${formatShape(input)}: windows of ${
          formatPair(windows.size)
        } with stride ${formatStride(windows.stride)} leave out its ${
          formatRest(rest)
        }, use padding "same" or another size`,
      );
    }
    return [...counts, input[2]];
  },
  gives(spec, input): Record<string, readonly number[]> {
    return spec.switches ? { switches: maxPool.outputShape(spec, input) } : {};
  },
  apply(spec, x, { give }) {
    const { size, stride, padding } = windowsOf(spec);
    const { values, switches } = pool(x, { size, stride, padding });
    if (spec.switches) give("switches", switches);
    return values;
  },
  emit(spec, x, { graph, path, inputShape, give }) {
    const windows = windowsOf(spec), { image } = imageSize("max_pool", inputShape);
    const placed = placeWindows(image, windows);
    const y = graph.node("MaxPool", [x], {
      name: path,
      attributes: { kernel_shape: windows.size, strides: windows.stride, pads: padsOf(placed) },
    });
    if (spec.switches) {
      give("switches", emitSwitches(graph, { x, y, path: `${path}.positions`, windows, placed }));
    }
    return y;
  },
  layout: () => "channels-first",
  mirror(spec, { inputShape, path }) {
    const { size = 2, stride = size, padding, switches } = spec;
    const windows = windowsOf(spec), { image } = imageSize("max_pool", inputShape);
    if (switches) {
      return {
        type: "max_unpool",
        pool: path,
        size,
        ...(spec.stride !== undefined && { stride }),
        ...(padding !== undefined && { padding }),
        ...outputSizeFor(image, windows),
      };
    }
    const { counts } = placeWindows(image, windows);
    const repeated = eachAxis((axis) => counts[axis] * windows.stride[axis]);
    if (repeated.some((extent, axis) => extent < image[axis])) {
      throw new RangeError(
        `Cannot mirror ${path}, a "max_pool" of "valid" windows that overlap: repeating its output gives ${
          formatPair(repeated)
        }, less than ${formatPair(image)}, use switches or padding "same"`,
      );
    }
    const isWhole = repeated.every((extent, axis) => extent === image[axis]);
    return { type: "up_sampling", size: stride, ...(!isWhole && { outputSize: image }) };
  },
};

function windowsOf({ size = 2, stride, padding }: MaxPoolSpec): Windows {
  return poolWindows({ size, stride, padding });
}

/**
 * The first place of each window whose value is the maximum, as a float.
 *
 * Cuts and comparisons are exact everywhere, and a graph that runs on WebGPU or TensorRT has to do
 * without the positions that MaxPool itself can give.
 */
function emitSwitches(
  graph: GraphBuilder,
  { x, y, path, windows: { size, stride }, placed }: {
    x: ValueName;
    y: ValueName;
    path: string;
    windows: Windows;
    placed: PlacedWindows;
  },
): ValueName {
  const { before, after, counts } = placed;
  const isPadded = [...before, ...after].some((lines) => lines > 0);
  const image = isPadded
    ? graph.node("Pad", [
      x,
      graph.integers([0, 0, ...before, 0, 0, ...after]),
      graph.scalar(LOWEST),
    ], { name: `${path}.padded` })
    : x;
  const axes = graph.integers([2, 3]), steps = graph.integers(stride);
  const last = size[0] * size[1] - 1;
  let position = graph.scalar(last);
  // From the last place but one to the first, so that of equal values the first one stays.
  for (let place = Math.max(last - 1, 0); place >= 0; place--) {
    const start: Pair = [Math.floor(place / size[1]), place % size[1]];
    const end = eachAxis((axis) => start[axis] + (counts[axis] - 1) * stride[axis] + 1);
    const inputs = [image, graph.integers(start), graph.integers(end), axes, steps];
    const values = graph.node("Slice", inputs, { name: `${path}.values_${place}` });
    const isHere = graph.node("Equal", [values, y], { name: `${path}.is_${place}` });
    position = graph.node("Where", [isHere, graph.scalar(place), position], {
      name: place === 0 ? path : `${path}.from_${place}`,
    });
  }
  return position;
}

function formatStride([height, width]: Pair): string {
  return height === width ? `${height}` : formatPair([height, width]);
}

/** `last row and column`, `last 2 rows`. */
function formatRest(rest: Pair): string {
  const parts = [["row", rest[0]], ["column", rest[1]]] as const;
  return "last " + parts.filter(([, left]) => left > 0)
    .map(([name, left]) => left === 1 ? name : `${left} ${name}s`).join(" and ");
}
