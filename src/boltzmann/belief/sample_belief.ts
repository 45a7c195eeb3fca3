import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { runChain } from "../chain.ts";
import { type Draws, drawsOf } from "../draws.ts";
import type { Machine } from "../energies.ts";
import { arrayOf, sideOf } from "../on_backend.ts";
import { hiddenInput, meansOf, sampleUnits, type Side, visibleInput } from "../units.ts";
import type { TrainedMachine } from "./trained_machine.ts";
import { withMachines } from "./with_machines.ts";

/** The chains of a deep belief network. */
export interface SampleBeliefOptions {
  /** The number of samples, each of a chain of its own. */
  readonly count: number;
  /** Gibbs steps between the two sides of the top machine. */
  readonly steps: number;
  /** The stream that chain i draws from as `rng.fork(i)`. */
  readonly rng: Rng;
  /**
   * Examples [count, V] that chains start at, drawn upwards; without them the units of the top layer start
   * as fair coins.
   */
  readonly start?: NdArray;
}

/**
 * Samples [count, V] of the deep belief network of some machines, bottom up: Gibbs sampling in the top
 * machine, whose visible units are then drawn downwards from layer to layer; of the lowest one the means
 * are given. Of one machine they are those of its chains. (Hinton, Osindero and Teh, "A fast learning
 * algorithm for deep belief nets", 2006.)
 *
 * Throws a RangeError for machines that are no stack of Bernoulli units, for a start of another size, and
 * for numbers that are not whole ones from 1 up.
 *
 * @example
 * ```ts
 * import { createRng, initMachine, readKernels, sampleBelief, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(10, createRng(0)), rng = createRng(1);
 * const spec = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 5 } } as const;
 * const machines = [{ spec, params: initMachine(spec, { train, rng }) }];
 * const { shape, values } = sampleBelief(machines, { count: 3, steps: 10, rng });
 * assertEquals(shape, [3, 784]);
 * assert(values.every((mean) => mean > 0 && mean < 1));
 * ```
 */
export function sampleBelief(
  machines: readonly TrainedMachine[],
  { count, steps, rng, start }: SampleBeliefOptions,
): NdArray {
  for (const [number, what] of [[count, "samples"], [steps, "Gibbs steps"]] as const) {
    if (Number.isSafeInteger(number) && number >= 1) continue;
    throw new RangeError(`Cannot take ${number} ${what}: expected a whole number from 1 up`);
  }
  if (start && start.shape[0] !== count) {
    throw new RangeError(
      `Cannot draw ${count} samples from ${start.shape[0]} examples: expected one for each`,
    );
  }
  return withMachines("draw samples", machines, (placed) => {
    const draws = drawsOf(rng, count), top = placed.at(-1)!;
    const from = start ? drawUp(placed, start, draws) : fairCoins(top, { count, draws });
    const options = { steps, drawsVisible: true, drawsLast: false, draws };
    const { visible, visibleMeans } = runChain(top, from, options);
    if (placed.length === 1) return arrayOf(visibleMeans);
    let states = visible;
    for (const { params } of placed.slice(1, -1).toReversed()) {
      states = sampleUnits("bernoulli", visibleInput(params, states), draws).states;
    }
    return arrayOf(meansOf("bernoulli", visibleInput(placed[0].params, states)));
  });
}

/** Hidden units of the top machine, drawn from layer to layer. */
function drawUp(machines: readonly Machine[], start: NdArray, draws: Draws): Side {
  return machines.reduce(
    (states, { params }) => sampleUnits("bernoulli", hiddenInput(params, states), draws).states,
    sideOf(start, machines[0].spec.visible.size),
  );
}

function fairCoins(
  { spec }: Machine,
  { count, draws }: { count: number; draws: Draws },
): Side {
  return sampleUnits("bernoulli", tf.zeros([count, spec.hidden.size]), draws).states;
}
