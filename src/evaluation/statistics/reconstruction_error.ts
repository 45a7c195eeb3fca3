import { sizeOf } from "../../core/shape.ts";
import { insideUnitInterval } from "../../core/log_likelihood.ts";
import { consecutiveBatches, type ExampleBatch, type Examples, sumsToOne } from "../../data/mod.ts";
import type { ReconstructionError } from "../record/evaluation.ts";

/** Reconstructs a batch of examples [B, …]: values [B, D], row-major. */
export type Reconstruct = (batch: ExampleBatch) => Float32Array | Promise<Float32Array>;

/** Enough for every runtime to be busy, little enough not to fill memory. */
const BATCH_SIZE = 500;

/** Measures a reconstruction, from whichever model or runtime, on examples. Summed in 64 bits. */
export async function reconstructionError(
  examples: Examples,
  reconstruct: Reconstruct,
): Promise<ReconstructionError> {
  const size = sizeOf(examples.shape);
  let squared = 0, binary = 0, categorical = 0, inUnitRange = true, areDistributions = true;
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    const x = batch.values, output = await reconstruct(batch);
    for (let start = 0; start < x.length; start += size) {
      let sum = 0;
      for (let i = start; i < start + size; i++) {
        squared += (output[i] - x[i]) ** 2;
        const p = insideUnitInterval(output[i]);
        const surprise = -x[i] * Math.log(p);
        categorical += surprise;
        binary += surprise - (1 - x[i]) * Math.log(1 - p);
        sum += x[i];
        if (x[i] < 0 || x[i] > 1) inUnitRange = false;
      }
      if (!sumsToOne(sum)) areDistributions = false;
    }
  }
  const values = examples.count * size;
  return {
    squaredError: squared / examples.count,
    meanSquaredError: squared / values,
    ...(inUnitRange && { binaryCrossEntropy: binary / values }),
    ...(inUnitRange && areDistributions && {
      categoricalCrossEntropy: categorical / examples.count,
    }),
  };
}
