import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

/**
 * Puts our column sums under `tf.sum` over leading axes, which every bias gradient is; other axes
 * and other types stay with the kernel of tfjs.
 *
 * Over the first of its axes, x [B, ...] gives [...].
 */
export function registerSum(): void {
  replaceKernel(tf.Sum, (call, stock) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    const { axis, keepDims } = call.attrs as unknown as tf.SumAttrs;
    const axes = tf.util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
    const leading = axes.every((value, i) => value === i) && axes.length < x.shape.length;
    if (axes.length === 0 || !leading || x.dtype !== "float32") return stock(call);
    const kept = x.shape.slice(axes.length), summed = x.shape.slice(0, axes.length);
    const sums = allocate(keepDims ? [...summed.map(() => 1), ...kept] : kept);
    routines().columnSums(pointer(x), sizeOf(summed), sizeOf(kept), pointer(sums));
    return sums;
  });
}
