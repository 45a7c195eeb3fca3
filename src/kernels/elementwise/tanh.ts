import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { allocate, pointer } from "../heap/heap.ts";
import { shareRange, WHOLE_VALUES } from "../heap/threads/share_work.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

/** The operations for each value. */
const OPERATIONS = 20;

/** Puts our hyperbolic tangent under `tf.tanh`; other types stay with the kernel of tfjs. */
export function registerTanh(): void {
  replaceKernel(tf.Tanh, (call, stock) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    if (x.dtype !== "float32") return stock(call);
    const y = allocate(x.shape);
    const from = pointer(x), to = pointer(y), count = sizeOf(x.shape);
    shareRange(
      "tanh",
      { count, step: WHOLE_VALUES, operations: OPERATIONS * count },
      (at, size) => [
        ...["tanh", from + 4 * at, size, to + 4 * at] as const,
      ],
    );
    return y;
  });
}
