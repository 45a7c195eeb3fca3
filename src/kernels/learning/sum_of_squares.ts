import type { Tensor } from "@tensorflow/tfjs";
import { checkTensors } from "../heap/check_tensors.ts";
import { pointer, routines } from "../heap/heap.ts";

/**
 * Σ x² over a tensor of any shape, summed in double precision and always in the same order.
 *
 * The norm of a gradient over several tensors is the root of the sum of these. Throws a TypeError
 * for another type than float32.
 */
export function sumOfSquares(x: Tensor): number {
  checkTensors("sum squares", { x });
  return routines().sumOfSquares(pointer(x), x.size);
}
