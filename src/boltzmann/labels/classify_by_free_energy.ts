import * as tf from "@tensorflow/tfjs";
import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { inScope, softplusSums } from "../../kernels/mod.ts";
import { logSumExp } from "../annealing/log_sum_exp.ts";
import { onBackend, sideOf } from "../on_backend.ts";
import type { MachineParams, MachineSpecInput } from "../spec.ts";
import { hiddenInput } from "../units.ts";

/**
 * The probabilities p(class | x) [B, classes] of examples x [B, V − classes] by a machine with label units:
 * exp(−F(x, class)), so that they sum to 1 over the classes; exact, in 64 bits. (Hinton, Osindero and Teh,
 * "A fast learning algorithm for deep belief nets", 2006; Larochelle and Bengio, "Classification using
 * discriminative restricted Boltzmann machines", 2008.)
 *
 * Throws a RangeError for a machine without label units or with hidden units that are not Bernoulli, and
 * for examples of another size.
 *
 * @example
 * ```ts
 * import { classifyByFreeEnergy, createRng, fitMachine, readKernels, startBackend, strokes } from "isthmus";
 * import { withLabelUnits } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = withLabelUnits(strokes(100, createRng(0)), { classes: 10 });
 * const spec = { visible: { size: 794, classes: 10 }, hidden: { size: 20 } }, options = { epochs: 1 };
 * for await (const event of fitMachine({ spec, train, options, rng: createRng(1) })) {
 *   if (event.type !== "end") continue;
 *   const x = { shape: [2, 784], values: new Float32Array(2 * 784) };
 *   const { shape, values } = classifyByFreeEnergy(event.params, spec, x);
 *   assertEquals(shape, [2, 10]);
 *   assert(Math.abs(values.subarray(0, 10).reduce((sum, p) => sum + p) - 1) < 1e-6);
 * }
 * ```
 */
export function classifyByFreeEnergy(
  params: MachineParams,
  spec: MachineSpecInput,
  x: NdArray,
): NdArray {
  return onBackend(params, spec, (machine) => {
    const { weight, visibleBias, hiddenBias } = machine.params;
    const { visible: { size, classes }, hidden } = machine.spec;
    if (classes === undefined || hidden.units !== "bernoulli") {
      throw new RangeError(
        `Cannot classify by a machine with ${
          classes ?? 0
        } label units and ${hidden.units} hidden ones: ` +
          'expected "classes" and Bernoulli hidden units',
      );
    }
    const own = size - classes, [count] = x.shape;
    const input = hiddenInput(
      { weight: tf.slice(weight, [0, 0], [own, hidden.size]), visibleBias, hiddenBias },
      sideOf(x, own),
    );
    const biases = params.visibleBias.values.subarray(own);
    const energies = Array.from({ length: classes }, (_, label) => {
      const row = tf.slice(weight, [own + label, 0], [1, hidden.size]);
      const sums = inScope(() => softplusSums(tf.add(input, row) as tf.Tensor2D));
      return sums.map((sum) => -sum - biases[label]);
    });
    const values = new Float32Array(count * classes);
    for (let row = 0; row < count; row++) {
      const logs = Float64Array.from(energies, (ofClass) => -ofClass[row]), sum = logSumExp(logs);
      values.set(logs.map((log) => Math.exp(log - sum)), row * classes);
    }
    return ndArray([count, classes], values);
  });
}
