import type { NdArray } from "../core/nd_array.ts";
import { energiesOf } from "./energies.ts";
import { onBackend, visibleSide } from "./on_backend.ts";
import type { MachineParams, MachineSpecInput } from "./spec.ts";

/**
 * The free energies F(v) = −bᵀ v − Σⱼ log(1 + exp(cⱼ + vᵀ Wⱼ)) [B] of examples [B, V], by which
 * p(v) = exp(−F(v)) / Z; sums in 64 bits.
 *
 * Of counts of words D cⱼ stands for cⱼ, with D the length of the text, and p is that of its words in their
 * order. With Gaussian visible units ‖v − b‖² / 2 stands for −bᵀ v, with Gaussian hidden units
 * (cⱼ + vᵀ Wⱼ)² / 2 + log √(2π) for the logarithm. Throws a RangeError for rectified hidden units, which
 * have none in closed form, and for examples of another size. (Hinton, "A practical guide to training
 * restricted Boltzmann machines", 2010.)
 *
 * @example
 * ```ts
 * import { freeEnergy, readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const array = (shape: number[], ...values: number[]) => ({ shape, values: Float32Array.from(values) });
 * const spec = { visible: { size: 2 }, hidden: { size: 1 } };
 * const params = {
 *   weight: array([2, 1], 0, 0),
 *   visibleBias: array([2], 1, 0),
 *   hiddenBias: array([1], 0),
 * };
 * const [energy] = freeEnergy(params, spec, array([1, 2], 1, 1));
 * assert(Math.abs(energy - (-1 - Math.log(2))) < 1e-6);
 * ```
 */
export function freeEnergy(
  params: MachineParams,
  spec: MachineSpecInput,
  x: NdArray,
): Float64Array<ArrayBuffer> {
  return onBackend(
    params,
    spec,
    (machine) => energiesOf(machine, visibleSide(x, machine.spec.visible)),
  );
}
