import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { runChain } from "../chain.ts";
import { type Draws, drawsOf } from "../draws.ts";
import type { Machine } from "../energies.ts";
import { arrayOf, sideOf, visibleSide } from "../on_backend.ts";
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
  /**
   * The classes [count, classes] that samples are of, rows of 0 and a 1, where the top machine has label
   * units; without them the classes are drawn as the other units are.
   */
  readonly labels?: NdArray;
}

/**
 * Samples [count, V] of the deep belief network of some machines, bottom up: Gibbs sampling in the top
 * machine, whose visible units are then drawn downwards from layer to layer; of the lowest one the means
 * are given, where it counts words the chance of each. Of one machine they are those of its chains. Label units of the top machine stay as `labels`
 * has them. (Hinton, Osindero and Teh, "A fast learning algorithm for deep belief nets", 2006.)
 *
 * Throws a RangeError for machines that are no stack of Bernoulli units, for a start of another size, for
 * labels where there are no label units, and for numbers that are not whole ones from 1 up.
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
  { count, steps, rng, start, labels }: SampleBeliefOptions,
): NdArray {
  for (const [number, what] of [[count, "samples"], [steps, "Gibbs steps"]] as const) {
    if (Number.isSafeInteger(number) && number >= 1) continue;
    throw new RangeError(`Cannot take ${number} ${what}: expected a whole number from 1 up`);
  }
  for (const [array, what] of [[start, "examples"], [labels, "labels"]] as const) {
    if (!array || array.shape[0] === count) continue;
    throw new RangeError(
      `Cannot draw ${count} samples with ${array.shape[0]} ${what}: expected one for each`,
    );
  }
  return withMachines("draw samples", machines, (placed) => {
    checkTop(placed.at(-1)!);
    const draws = drawsOf(rng, count), top = placed.at(-1)!, classes = classesOf(top, labels);
    const kept = labels && sideOf(labels, classes).values;
    const from = start
      ? drawUp(placed, start, { draws, labels: kept ?? tf.zeros([count, classes]) })
      : fairCoins(top, { count, draws });
    const options = { steps, drawsVisible: true, drawsLast: false, draws };
    const end = runChain(top, from, { ...options, ...(kept && { labels: kept }) });
    const own = (values: tf.Tensor2D) =>
      classes === 0 ? values : tf.slice(values, [0, 0], [count, top.spec.visible.size - classes]);
    if (placed.length === 1) return arrayOf(own(end.visibleMeans));
    let states: Side = { ...end.visible, values: own(end.visible.values) };
    for (const { params } of placed.slice(1, -1).toReversed()) {
      states = sampleUnits("bernoulli", visibleInput(params, states), draws).states;
    }
    const [{ params, spec }] = placed;
    return arrayOf(meansOf(spec.visible.units, visibleInput(params, states)));
  }, { allowsLabels: true });
}

/** Throws a RangeError for a top machine whose chains need a length. */
function checkTop({ spec: { visible: { units } } }: Machine): void {
  if (units !== "multinomial") return;
  throw new RangeError(
    "Cannot draw samples of one machine that counts words: each text has a length, take gibbs",
  );
}

/** The number of label units of a machine. Throws a RangeError for labels where it has none. */
function classesOf({ spec: { visible: { classes } } }: Machine, labels?: NdArray): number {
  if (classes === undefined && labels) {
    throw new RangeError('Cannot keep labels: the top machine has none, expected "classes"');
  }
  return classes ?? 0;
}

/** Hidden units of the top machine, drawn from layer to layer; `labels` stand beside the last visible ones. */
function drawUp(
  machines: readonly Machine[],
  start: NdArray,
  { draws, labels }: { draws: Draws; labels: tf.Tensor2D },
): Side {
  const { units, size, classes = 0 } = machines[0].spec.visible;
  return machines.reduce(
    (states, { params, spec: { visible } }) => {
      const seen = visible.classes === undefined ? states : joined(states, labels);
      return sampleUnits("bernoulli", hiddenInput(params, seen), draws).states;
    },
    visibleSide(start, { units, size: size - classes }),
  );
}

function joined({ values, isBinary }: Side, labels: tf.Tensor2D): Side {
  return { values: tf.concat([values, labels], 1), isBinary };
}

function fairCoins(
  { spec }: Machine,
  { count, draws }: { count: number; draws: Draws },
): Side {
  return sampleUnits("bernoulli", tf.zeros([count, spec.hidden.size]), draws).states;
}
