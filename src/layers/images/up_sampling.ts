import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { sameShape } from "../../core/shape.ts";
import { sumBlocks, upSample } from "../../kernels/mod.ts";
import { defineLayer } from "../contract/layer.ts";
import { pairOf, pairSpec, sizeSpec } from "./pair.ts";
import { poolWindows } from "./pool.ts";
import { imageSize, imageUnder } from "./windows.ts";

const TYPE = "up_sampling";

/**
 * Up-sampling, y[i, j, k] = x[⌊i / size⌋, ⌊j / size⌋, k]. Input [B, H, W, K], output
 * [B, H · size, W · size, K] or less of it.
 */
export const upSampling = defineLayer({
  schema: z.strictObject({
    type: z.literal(TYPE),
    /** The number of times that a pixel is repeated down and across. */
    size: sizeSpec,
    /** The height and width of the output, where its last rows and columns are cropped. */
    outputSize: pairSpec.optional(),
  }),
  outputShape({ size, outputSize }, input) {
    const windows = poolWindows({ size, padding: "same" });
    return [...imageUnder(TYPE, input, { windows, outputSize }), input[2]];
  },
  apply({ size, outputSize }, x) {
    const y = upSample(x, pairOf(size));
    return outputSize ? tf.slice(y, [0, 0, 0, 0], [-1, ...outputSize, -1]) : y;
  },
  pullback({ size, outputSize }, cotangents, { x }) {
    const factors = pairOf(size);
    if (!outputSize) return sumBlocks(cotangents, factors);
    const [height, width] = factors.map((factor, axis) =>
      x.shape[axis + 1] * factor - outputSize[axis]
    );
    return sumBlocks(tf.pad(cotangents, [[0, 0], [0, height], [0, width], [0, 0]]), factors);
  },
  emit({ size, outputSize }, x, { graph, path }) {
    const [height, width] = pairOf(size);
    const scales = graph.initializer(`${path}.scales`, {
      shape: [4],
      values: Float32Array.of(1, 1, height, width),
    });
    const y = graph.node("Resize", [x, "", scales], {
      name: outputSize ? `${path}.repeated` : path,
      attributes: {
        mode: "nearest",
        coordinate_transformation_mode: "asymmetric",
        nearest_mode: "floor",
      },
    });
    if (!outputSize) return y;
    const cut = [[0, 0], outputSize, [2, 3]].map(graph.integers);
    return graph.node("Slice", [y, ...cut], { name: path });
  },
  layout: () => "channels-first",
  mirror({ size, outputSize }, { inputShape }) {
    const [height, width] = pairOf(size), { image } = imageSize(TYPE, inputShape);
    const isWhole = !outputSize ||
      sameShape(outputSize, [image[0] * height, image[1] * width]);
    return { type: "max_pool", size, ...(!isWhole && { padding: "same" as const }) };
  },
});
