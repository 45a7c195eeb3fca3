import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { formatShape } from "../../core/shape.ts";
import { maxPool as pool, maxUnpool } from "../../kernels/mod.ts";
import { emitSwitches } from "./emit_switches.ts";
import type { GivenSpec } from "../contract/contexts.ts";
import { defineLayer } from "../contract/layer.ts";
import { eachAxis, formatPair, type Pair } from "./pair.ts";
import { formatWindows, poolOptions, poolWindows } from "./pool.ts";
import {
  imageSize,
  outputSizeFor,
  padsOf,
  placeWindows,
  type Windows,
  windowsOn,
} from "./windows.ts";

const schema = z.strictObject({
  type: z.literal("max_pool"),
  ...poolOptions,
  /** 2 unless given. */
  size: poolOptions.size.optional(),
  /** True to hand on where in its window each maximum was. */
  switches: z.boolean().optional(),
});

type Spec = z.infer<typeof schema>;

/**
 * Maximum of each window, in each channel by itself. Input [B, H, W, K], output [B, H′, W′, K].
 *
 * With `switches` it gives `switches` [B, H′, W′, K], the position of each maximum in its window,
 * row after row from 0; of equal values the first. A window with a NaN gives NaN, whatever its size,
 * and the position of the first. (Zeiler et al., "Adaptive deconvolutional networks for mid and high
 * level feature learning", 2011.)
 */
export const maxPool = defineLayer({
  schema,
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
  gives(spec, input): Record<string, GivenSpec> {
    const made = formatWindows(windowsOf(spec));
    return spec.switches ? { switches: { shape: maxPool.outputShape(spec, input), made } } : {};
  },
  apply(spec, x, { give }) {
    const { size, stride, padding } = windowsOf(spec);
    const { values, switches } = pool(x, { size, stride, padding });
    if (spec.switches) give("switches", switches);
    return values;
  },
  pullback(spec, cotangents, { x }) {
    const windows = windowsOf(spec), { image } = imageSize("max_pool", x.shape.slice(1));
    const { switches } = pool(x, windows), products = cotangents.shape[0] / x.shape[0];
    const places = products === 1 ? switches : tf.tile(switches, [products, 1, 1, 1]);
    return maxUnpool(cotangents, places, { ...windows, outputShape: image });
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
});

function windowsOf({ size = 2, stride, padding }: Spec): Windows {
  return poolWindows({ size, stride, padding });
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
