import type { Tensor } from "@tensorflow/tfjs";
import { checkEncoding } from "./check_encoding.ts";
import { pointer, routines } from "../heap/heap.ts";
import { runSparseEncode } from "./sparse_encode_kernel.ts";
import type { SparseCode } from "./top_k.ts";

/** The parameters of the pre-activations of an input: x Wᵀ + b. */
export interface SparseEncoder {
  /** [N, D]: the vector of a latent is a row. */
  readonly weight: Tensor;
  /** [N]. */
  readonly bias: Tensor;
}

/** The choice of the pre-activations that are kept. */
export interface SparseEncodeOptions {
  /** The number of each row, from 1 to N. */
  readonly k: number;
  /** True to make 0 of chosen values below 0; false unless given. */
  readonly rectified?: boolean;
  /** Float32 or int32 [N], not 0 where a latent is dead: asks for an auxiliary code. */
  readonly dead?: Tensor;
  /** The number of dead latents in each row of the auxiliary code: all where they are fewer. */
  readonly auxiliaryK?: number;
  /**
   * Keeps the B · k largest pre-activations above 0 of the whole batch, at most 4k of a row, in
   * place of k of each row; goes with `rectified` only.
   */
  readonly batch?: boolean | undefined;
}

/**
 * The result of `sparseEncode`.
 *
 * No interface, so that `tf.tidy` and `tf.dispose` take it.
 */
export type SparseEncoding = {
  readonly code: SparseCode;
  /** The largest pre-activations of dead latents, rectified; absent where none is dead. */
  readonly auxiliary?: SparseCode;
  /** The least value that a batch keeps, 0 where it keeps none; absent without `batch`. */
  readonly threshold?: number;
};

/**
 * The k largest pre-activations x Wᵀ + b of each row of x [B, D] as a sparse code; dense ones
 * [B, N] live only while entries are chosen from them.
 *
 * Entries come by falling value, equal ones by rising index. With `dead` and `auxiliaryK` there is
 * a second code of dead latents alone. With `batch`, rows have as many entries as the fullest one
 * keeps, of which those that are not kept are 0. Gradients go through the chosen pre-activations of
 * both codes to x, weight and bias, and none through what is rectified or not kept; there are no
 * second derivatives.
 *
 * Throws a RangeError for shapes that do not fit, for a k or auxiliaryK that is no whole number in
 * its range, for `dead` without `auxiliaryK`, `batch` without `rectified` and pre-activations that
 * are NaN; a TypeError for other types. Gao et al., "Scaling and evaluating sparse autoencoders",
 * 2024; Bussmann, Leask and Nanda, "BatchTopK sparse autoencoders", 2024.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { readKernels, sparseEncode, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const weight = tf.tensor2d([[1, 0], [0, 1], [1, 1]]), bias = tf.tensor1d([0, 0, 0]);
 * const { code } = sparseEncode(tf.tensor2d([[2, 1]]), { weight, bias }, { k: 2 });
 * assertEquals([await code.indices.array(), await code.values.array()], [[[2, 0]], [[3, 2]]]);
 * ```
 */
export function sparseEncode(
  x: Tensor,
  { weight, bias }: SparseEncoder,
  { k, rectified = false, dead, auxiliaryK, batch = false }: SparseEncodeOptions,
): SparseEncoding {
  checkEncoding({ x, weight, bias, dead }, { k, rectified, auxiliaryK, batch });
  const [size] = weight.shape;
  const [indices, values, ...others] = runSparseEncode(
    { x, weight, bias, ...(dead && { dead }) },
    { k, rectified, auxiliaryK: auxiliaryK ?? 0, batch },
  );
  const [auxiliaryIndices, auxiliaryValues] = others;
  return {
    code: { indices, values, size },
    ...(others.length > 0 &&
      { auxiliary: { indices: auxiliaryIndices, values: auxiliaryValues, size } }),
    ...(batch && { threshold: routines().leastPositive(pointer(values), values.size) }),
  };
}
