import * as tf from "@tensorflow/tfjs";
import { replaceKernel } from "../../heap/replace_kernel.ts";
import { type Factors, repeatPixels, sumPixels } from "../../pooling/up_sample.ts";

/**
 * Puts our repetition of pixels under `tf.image.resizeNearestNeighbor`, and our sums of blocks under
 * its gradient, where that enlarges by whole factors; other sizes stay with the kernels of tfjs.
 */
export function registerNearestResize(): void {
  replace(tf.ResizeNearestNeighbor, ({ images }, factors) => repeatPixels(images, factors));
  replace(tf.ResizeNearestNeighborGrad, ({ dy }, factors) => sumPixels(dy, factors));
}

type Resized = Readonly<Record<"images" | "dy", tf.TensorInfo>>;

function replace(
  name: string,
  run: (inputs: Resized, factors: Factors) => tf.TensorInfo,
): void {
  replaceKernel(name, (call, stock) => {
    const inputs = call.inputs as Resized;
    const attrs = call.attrs as unknown as tf.ResizeNearestNeighborAttrs;
    const { images: { shape: [, height, width], dtype } } = inputs;
    const factorHeight = attrs.size[0] / height, factorWidth = attrs.size[1] / width;
    const isWhole = [factorHeight, factorWidth].every((factor) =>
      Number.isInteger(factor) && factor >= 1
    );
    if (!isWhole || attrs.alignCorners || dtype !== "float32") return stock(call);
    return run(inputs, { factorHeight, factorWidth });
  });
}
