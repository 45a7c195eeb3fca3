import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, floatsOf } from "../heap/heap.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

/**
 * Makes `tf.slice` copy what lies in one piece, such as rows of a batch, where it lies; the kernel of
 * tfjs copies all of its input out of the heap first, and keeps all other slices and types.
 */
export function registerSlice(): void {
  replaceKernel(tf.Slice, (call, stock) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    const { begin, size } = call.attrs as unknown as tf.SliceAttrs;
    const [from, shape] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin, size);
    const isPiece = tf.slice_util.isSliceContinous(x.shape, from, shape);
    if (!isPiece || x.dtype !== "float32") return stock(call);
    tf.slice_util.assertParamsValid(x as tf.Tensor, from, shape);
    const piece = allocate(shape);
    const first = tf.slice_util.computeFlatOffset(from, tf.util.computeStrides(x.shape));
    const [values, copy] = floatsOf(x, piece);
    copy.set(values.subarray(first, first + sizeOf(shape)));
    return piece;
  });
}
