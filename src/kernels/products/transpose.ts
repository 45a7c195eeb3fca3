import * as tf from "@tensorflow/tfjs";
import { allocate, pointer, routines } from "../heap/heap.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

/**
 * Puts our transpose under `tf.transpose` of float32 matrices, such as tied weights; others stay with
 * the kernel of tfjs.
 */
export function registerTranspose(): void {
  replaceKernel(tf.Transpose, (call, stock) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    const { perm } = call.attrs as unknown as tf.TransposeAttrs;
    const isSwapped = x.shape.length === 2 && perm[0] === 1 && perm[1] === 0;
    if (!isSwapped || x.dtype !== "float32") return stock(call);
    const [rows, columns] = x.shape, y = allocate([columns, rows]);
    routines().transpose(pointer(x), rows, columns, pointer(y));
    return y;
  });
}
