import type { NdArray } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import { flipEstimates } from "./flips.ts";
import { onBackend, sideOf } from "./on_backend.ts";
import { checkBernoulli } from "./check_bernoulli.ts";
import type { MachineParams, MachineSpecInput } from "./spec.ts";

/**
 * Estimates in nats of the pseudo-log-likelihood Σᵢ log p(xᵢ | all others) [B] of binary examples x [B, V]:
 * V log σ(F(x̃) − F(x)) with x̃ the example with one value flipped, drawn from `rng.fork(row)`. (The
 * DeepLearningTutorials of the LISA lab; Besag, "Statistical analysis of non-lattice data", 1975.)
 *
 * Throws a RangeError for units that are not Bernoulli, and for values that are not 0 or 1.
 *
 * @example
 * ```ts
 * import { createRng, pseudoLogLikelihood, readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const zeros = (...shape: number[]) => ({ shape, values: new Float32Array(2) });
 * const params = { weight: zeros(2, 1), visibleBias: zeros(2), hiddenBias: { ...zeros(1), values: new Float32Array(1) } };
 * const spec = { visible: { size: 2 }, hidden: { size: 1 } };
 * const [estimate] = pseudoLogLikelihood(params, spec, zeros(1, 2), { rng: createRng(0) });
 * assert(Math.abs(estimate - 2 * Math.log(0.5)) < 1e-6);
 * ```
 */
export function pseudoLogLikelihood(
  params: MachineParams,
  spec: MachineSpecInput,
  x: NdArray,
  { rng }: { rng: Rng },
): Float64Array<ArrayBuffer> {
  return onBackend(params, spec, (machine) => {
    const { size } = machine.spec.visible, side = sideOf(x, size);
    checkBernoulli("compute a pseudo-log-likelihood", machine.spec, side);
    const chosen = Int32Array.from({ length: x.shape[0] }, (_, row) => rng.fork(row).integer(size));
    return flipEstimates(machine, side, chosen);
  });
}
