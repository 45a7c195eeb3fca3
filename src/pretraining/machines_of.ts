import type { TrainedMachine } from "../boltzmann/mod.ts";
import { type NdArray, ndArray } from "../core/nd_array.ts";
import { permuteAxes } from "../core/permute_axes.ts";
import type { Plan } from "../model/mod.ts";
import { labelUnits, withLabels } from "./joint_machine.ts";
import { type HiddenLayer, stackOf } from "./stack.ts";

type Params = Readonly<Record<string, NdArray>>;

/**
 * The machines, bottom up, that an autoencoder is a stack of: hidden layers of sigmoid units, each with a
 * layer of the decoder that is its transpose, as a stage of machines leaves them. That on top has its label
 * units, where it was trained with some; the lowest one counts words where the decoder ends in a softmax, and
 * the encoder is then its weights and hidden biases times the length of a text.
 *
 * Throws a RangeError, one sentence, for other models.
 */
export function machinesOf(plan: Plan, params: Params): TrainedMachine[] {
  const { layers } = stackOf(plan, { action: "find machines in" });
  const machines = layers.map((layer) => machineOf(layer, params));
  const top = machines.at(-1)!, classes = labelUnits(params);
  if (classes === undefined) return machines;
  const { visible, hidden } = top.spec, size = visible.size + classes;
  return [...machines.slice(0, -1), {
    spec: { visible: { ...visible, size, classes }, hidden },
    params: withLabels(top.params, params),
  }];
}

/** The machines of `machinesOf`; undefined for models that are no stack of them. */
export function machinesIn(plan: Plan, params: Params): TrainedMachine[] | undefined {
  try {
    return machinesOf(plan, params);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function machineOf(
  { number, encoder, decoder, inputs, units }: HiddenLayer,
  params: Params,
): TrainedMachine {
  const refuse = (why: string): never => {
    throw new RangeError(
      `Cannot take this model for a stack of Boltzmann machines: hidden layer ${number} ${why}; expected ` +
        `layers of sigmoid units, each with a layer of the decoder that is its transpose, as a stage of ` +
        `machines leaves them where training.epochs is 0`,
    );
  };
  let isOfWords = false;
  for (const half of [encoder, decoder]) {
    const end = half.findLast(({ traits }) => traits.activation)?.traits.activation ?? "linear";
    isOfWords = end === "softmax" && half === decoder && number === 1;
    if (end !== "sigmoid" && !isOfWords) {
      refuse(`or what undoes it ends in the activation "${end}"`);
    }
    const other = half.slice(1).find(({ params }) => Object.keys(params).length > 0);
    if (other) refuse(`has the parameters of ${other.path}, a "${other.spec.type}"`);
  }
  const [{ params: forth }] = encoder, [{ params: back }] = decoder;
  const weight = params[forth.weight], undoing = params[back.weight];
  const hiddenBias = params[forth.bias] ?? refuse("has no biases");
  const turned = permuteAxes(undoing, [1, 0]).values;
  const length = isOfWords ? timesOf(weight.values, turned) : 1;
  const isTransposed = undoing === weight ||
    weight.values.every((value, i) =>
      length === 1
        ? value === turned[i]
        : Math.abs(value - length * turned[i]) <= ROUNDING * Math.abs(value)
    );
  if (!isTransposed) {
    refuse("is undone by another than its transpose, after a training of the whole");
  }
  return {
    spec: {
      visible: { units: isOfWords ? "multinomial" : "bernoulli", size: inputs },
      hidden: { units: "bernoulli", size: units },
    },
    params: {
      weight: length === 1 ? weight : ndArray(weight.shape, turned),
      hiddenBias: length === 1
        ? hiddenBias
        : ndArray(hiddenBias.shape, hiddenBias.values.map((bias) => bias / length)),
      visibleBias: params[back.bias] ?? refuse("is undone without biases"),
    },
  };
}

/** The part of a product of 32 bits that rounding may take. */
const ROUNDING = 1e-6;

/** The number that makes the second of two lists the first, where they differ by one; by its largest value. */
function timesOf(first: Float32Array, second: Float32Array): number {
  const at = second.reduce(
    (largest, value, i) => Math.abs(value) > Math.abs(second[largest]) ? i : largest,
    0,
  );
  return second[at] === 0 ? 1 : first[at] / second[at];
}
