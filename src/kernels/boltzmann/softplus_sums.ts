import type { Tensor2D } from "@tensorflow/tfjs";
import { checkTensors } from "../heap/check_tensors.ts";
import { pointer, routines } from "../heap/heap.ts";

/**
 * Σ ln(1 + exp(scale · x)) over each row of x [B, N]: terms in 32 bits, sums [B] in 64.
 *
 * Throws a TypeError for another type than float32.
 */
export function softplusSums(x: Tensor2D, scale = 1): Float64Array<ArrayBuffer> {
  checkTensors("sum softplus", { x });
  const [rows, columns] = x.shape, { softplusSum } = routines(), start = pointer(x);
  return Float64Array.from(
    { length: rows },
    (_, row) => softplusSum(start + 4 * row * columns, columns, scale),
  );
}
