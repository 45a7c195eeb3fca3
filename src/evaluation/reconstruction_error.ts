import { sizeOf } from "../core/shape.ts";
import { type Examples, gatherBatch } from "../data/mod.ts";

/** How far reconstructions are from their inputs, over a set of examples. */
export interface ReconstructionError {
  /** Σ (x̂ − x)² over the values of an example, averaged over the examples. */
  readonly squaredError: number;
  /** The same per value. */
  readonly meanSquaredError: number;
  /** −x log x̂ − (1 − x) log(1 − x̂) per value, in nats; absent where inputs leave [0, 1]. */
  readonly binaryCrossEntropy?: number;
}

/** Reconstructs a batch x [B, D], row-major, of B examples. */
export type Reconstruct = (
  x: Float32Array<ArrayBuffer>,
  count: number,
) => Float32Array | Promise<Float32Array>;

/** Reconstructions are kept this far inside (0, 1) before the logarithm, as Keras does. */
const MARGIN = 1e-7;

/** Enough for every runtime to be busy, little enough not to fill memory. */
const BATCH_SIZE = 500;

/** Measures a reconstruction, from whichever model or runtime, on examples. Summed in 64 bits. */
export async function reconstructionError(
  examples: Examples,
  reconstruct: Reconstruct,
): Promise<ReconstructionError> {
  const size = sizeOf(examples.shape);
  let squared = 0, crossEntropy = 0, inUnitRange = true;
  for (let from = 0; from < examples.count; from += BATCH_SIZE) {
    const count = Math.min(BATCH_SIZE, examples.count - from);
    const x = gatherBatch(examples, Uint32Array.from({ length: count }, (_, i) => from + i));
    const output = await reconstruct(x, count);
    for (let i = 0; i < x.length; i++) {
      squared += (output[i] - x[i]) ** 2;
      const p = Math.min(1 - MARGIN, Math.max(MARGIN, output[i]));
      crossEntropy -= x[i] * Math.log(p) + (1 - x[i]) * Math.log(1 - p);
      if (x[i] < 0 || x[i] > 1) inUnitRange = false;
    }
  }
  const values = examples.count * size;
  return {
    squaredError: squared / examples.count,
    meanSquaredError: squared / values,
    ...(inUnitRange && { binaryCrossEntropy: crossEntropy / values }),
  };
}
