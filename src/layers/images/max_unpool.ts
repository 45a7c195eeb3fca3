import { z } from "zod";
import { maxUnpool as unpool } from "../../kernels/mod.ts";
import { defineLayer } from "../contract/layer.ts";
import { pairSpec } from "./pair.ts";
import { formatWindows, poolOptions, poolWindows } from "./pool.ts";
import { imageSize, imageUnder, padsOf, placeWindows } from "./windows.ts";

/**
 * Unpooling: each value goes to the place of its window that a switch names; all else is zero, and
 * what overlapping windows put to one place adds up.
 *
 * Input and switches [B, H, W, K], output [B, H′, W′, K]. (Zeiler et al., "Adaptive deconvolutional
 * networks for mid and high level feature learning", 2011.)
 */
export const maxUnpool = defineLayer({
  schema: z.strictObject({
    type: z.literal("max_unpool"),
    /** The pool (`encoder.2`) whose switches say where the values go; its windows are these. */
    pool: z.string(),
    ...poolOptions,
    /** The height and width of the output, where windows of that number do not tell them. */
    outputSize: pairSpec.optional(),
  }),
  outputShape({ outputSize, ...spec }, input) {
    const windows = poolWindows(spec);
    return [...imageUnder("max_unpool", input, { windows, outputSize }), input[2]];
  },
  takes: ({ pool, ...spec }, input) => ({
    switches: {
      from: `${pool}.switches`,
      shape: input,
      made: formatWindows(poolWindows(spec)),
      giver: 'a "max_pool" with "switches": true',
    },
  }),
  apply({ outputSize, ...spec }, y, { taken: { switches } }) {
    const windows = poolWindows(spec);
    const outputShape = imageUnder("max_unpool", y.shape.slice(1), { windows, outputSize });
    return unpool(y, switches, { ...windows, outputShape });
  },
  emit(spec, y, { graph, path, inputShape: [height, width, channels], outputShape, taken }) {
    const windows = poolWindows(spec), { image } = imageSize("max_unpool", outputShape);
    const placed = placeWindows(image, windows);
    const count = windows.size[0] * windows.size[1];
    // Each channel as an image of its own, so that one small filter serves them all.
    const alone = (value: string, name: string) =>
      graph.node("Reshape", [value, graph.integers([-1, 1, height, width])], {
        name: `${path}.${name}`,
      });
    const places = graph.initializer(`${path}.places`, {
      shape: [count, 1, 1],
      values: Float32Array.from({ length: count }, (_, place) => place),
    });
    const isHere = graph.node("Equal", [alone(taken("switches"), "switches"), places], {
      name: `${path}.is_here`,
    });
    const spread = graph.node("Where", [isHere, alone(y, "values"), graph.scalar(0)], {
      name: `${path}.spread`,
    });
    const deltas = graph.initializer(`${path}.deltas`, {
      shape: [count, 1, ...windows.size],
      values: Float32Array.from({ length: count * count }, (_, i) => i % (count + 1) === 0 ? 1 : 0),
    });
    const images = graph.node("ConvTranspose", [spread, deltas], {
      name: `${path}.images`,
      attributes: {
        kernel_shape: windows.size,
        strides: windows.stride,
        pads: padsOf(placed),
        output_padding: placed.rest,
      },
    });
    return graph.node("Reshape", [images, graph.integers([-1, channels, ...image])], {
      name: path,
    });
  },
  layout: () => "channels-first",
  mirror: ({ size, stride, padding }) => ({
    type: "max_pool",
    size,
    ...(stride !== undefined && { stride }),
    ...(padding !== undefined && { padding }),
  }),
});
