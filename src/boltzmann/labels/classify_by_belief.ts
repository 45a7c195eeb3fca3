import type { NdArray } from "../../core/nd_array.ts";
import type { TrainedMachine } from "../belief/trained_machine.ts";
import { hiddenMeans } from "../means.ts";
import { classifyByFreeEnergy } from "./classify_by_free_energy.ts";

/**
 * The probabilities p(class | x) [B, classes] of examples [B, V] by a deep belief network, machines from the
 * bottom up, whose top one has label units: by its free energy with each class, given the means of the
 * hidden units below (Hinton, Osindero and Teh, "A fast learning algorithm for deep belief nets", 2006).
 *
 * Throws as `classifyByFreeEnergy` and `hiddenMeans` do, and a RangeError for no machines.
 *
 * @example
 * ```ts
 * import { classifyByBelief, createRng, initMachine, readKernels, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(10, createRng(0)), rng = createRng(1);
 * const low = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 5 } } as const;
 * const top = { visible: { units: "bernoulli", size: 15, classes: 10 }, hidden: low.hidden } as const;
 * const seen = { shape: [15], count: 1, values: new Float32Array(15) };
 * const machines = [
 *   { spec: low, params: initMachine(low, { train, rng }) },
 *   { spec: top, params: initMachine(top, { train: seen, rng }) },
 * ];
 * const x = { shape: [2, 784], values: new Float32Array(2 * 784) };
 * assertEquals(classifyByBelief(machines, x).shape, [2, 10]);
 * ```
 */
export function classifyByBelief(machines: readonly TrainedMachine[], x: NdArray): NdArray {
  const top = machines.at(-1);
  if (!top) throw new RangeError("Cannot classify by no machines: expected at least one");
  const seen = machines.slice(0, -1).reduce(
    (values, { spec, params }) => hiddenMeans(params, spec, values),
    x,
  );
  return classifyByFreeEnergy(top.params, top.spec, seen);
}
