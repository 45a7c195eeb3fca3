import type { MachineParams, MachineSpec } from "../boltzmann/mod.ts";
import { type NdArray, ndArray } from "../core/nd_array.ts";
import { permuteAxes } from "../core/permute_axes.ts";
import type { Examples } from "../data/mod.ts";
import type { ActivationName } from "../layers/mod.ts";
import type { HiddenLayer } from "./stack.ts";

type Params = Readonly<Record<string, NdArray>>;
type Units = MachineSpec["hidden"]["units"];

/** A hidden layer as a restricted Boltzmann machine, and the way of its parameters into the whole. */
export interface LayerMachine {
  readonly spec: MachineSpec;
  /** The parameters of the machine, out of those of the whole model. */
  take(whole: Params): MachineParams;
  /**
   * The parameters of the whole model, with those of the machine, which learnt from these examples, unrolled
   * into both halves.
   */
  put(whole: Params, trained: MachineParams, examples: Examples): Params;
}

/** The hidden units whose means each activation gives. */
const UNITS: Readonly<Partial<Record<ActivationName, Units>>> = {
  sigmoid: "bernoulli",
  relu: "rectified",
  linear: "gaussian",
};

/**
 * The machine of a hidden layer: W and the hidden biases become the encoder's, Wᵀ and the visible biases the
 * decoder's (Hinton and Salakhutdinov, "Reducing the dimensionality of data with neural networks", 2006).
 * The hidden units follow from the activation: Bernoulli for sigmoid, rectified for relu, Gaussian for
 * linear. Of counts of words the encoder gets W and the hidden biases times the mean length of the texts, as
 * its inputs are shares of words, and the decoder ends in a softmax.
 *
 * Throws a RangeError, one sentence, for other activations, and for layers with more than a weight and a
 * bias.
 */
export function layerMachine(
  { number, encoder, decoder, inputs, units }: HiddenLayer,
  { visible, before }: {
    visible: MachineSpec["visible"]["units"];
    /** The hidden layer in front, whose units are its visible ones. */
    before: HiddenLayer | undefined;
  },
): LayerMachine {
  const [dense] = encoder, [undo] = decoder, { weight, bias } = dense.params;
  const { weight: back, bias: visibleBias } = undo.params;
  const others = encoder.slice(1).find(({ params }) => Object.keys(params).length > 0);
  if (others || bias === undefined || visibleBias === undefined) {
    throw new RangeError(
      `Cannot pre-train hidden layer ${number} as a machine: ${
        others ? `${others.path}, a "${others.spec.type}", has parameters` : "it has no biases"
      }, expected a weight, a bias and an activation`,
    );
  }
  if (!before) checkWords({ number, decoder, isTied: back === weight }, visible);
  const hidden = unitsOf({ number, encoder });
  const ofLayerBefore = before && unitsOf(before);
  const spec: MachineSpec = {
    visible: {
      units: ofLayerBefore === undefined
        ? visible
        : ofLayerBefore === "bernoulli"
        ? "bernoulli"
        : "gaussian",
      size: inputs,
    },
    hidden: { units: hidden, size: units },
  };
  if (spec.visible.units === "gaussian" && hidden === "gaussian") {
    throw new RangeError(
      `Cannot pre-train hidden layer ${number} as a machine: Gaussian units on both of its sides can ` +
        `grow without bounds; give one of the two layers the activation sigmoid`,
    );
  }
  const lengthOf = (examples: Examples) =>
    spec.visible.units === "multinomial" ? meanLength(examples) : 1;
  return {
    spec,
    take: (whole) => ({
      weight: whole[weight],
      visibleBias: whole[visibleBias],
      hiddenBias: whole[bias],
    }),
    put: (whole, trained, examples) => ({
      ...whole,
      [weight]: times(trained.weight, lengthOf(examples)),
      [bias]: times(trained.hiddenBias, lengthOf(examples)),
      // Of tied weights the decoder has none of its own.
      ...(back !== weight && { [back]: permuteAxes(trained.weight, [1, 0]) }),
      [visibleBias]: trained.visibleBias,
    }),
  };
}

/** Throws a RangeError, one sentence, where one of the visible units and the decoder's end is of words. */
function checkWords(
  { number, decoder, isTied }: Pick<HiddenLayer, "number" | "decoder"> & { isTied: boolean },
  visible: MachineSpec["visible"]["units"],
): void {
  const end = decoder.findLast(({ traits }) => traits.activation)?.traits.activation ?? "linear";
  const isOfWords = visible === "multinomial";
  if (isOfWords === (end === "softmax") && !(isOfWords && isTied)) return;
  const what = `Cannot pre-train hidden layer ${number} as a machine with ${visible} visible units`;
  throw new RangeError(
    !isOfWords
      ? `${what}: the decoder ends in a softmax, one word of all, set "visible" to "multinomial"`
      : end === "softmax"
      ? `${what}: the encoder's weights are those of the decoder times the length of texts, leave "tied" out`
      : `${what}: the decoder ends in the activation "${end}", expected a softmax, one word of all; set ` +
        'the loss to "categorical-cross-entropy"',
  );
}

function times(array: NdArray, factor: number): NdArray {
  return factor === 1 ? array : ndArray(array.shape, array.values.map((value) => value * factor));
}

/** The mean number of words of texts that have some. */
function meanLength({ lengths = new Uint32Array() }: Examples): number {
  const some = lengths.filter((length) => length > 0);
  return some.length === 0 ? 1 : some.reduce((sum, length) => sum + length, 0) / some.length;
}

function unitsOf({ number, encoder }: Pick<HiddenLayer, "number" | "encoder">): Units {
  const activation = encoder.findLast(({ traits }) => traits.activation)?.traits.activation ??
    "linear";
  const units = UNITS[activation];
  if (units) return units;
  throw new RangeError(
    `Cannot pre-train hidden layer ${number} as a machine: no units have the activation ` +
      `"${activation}", expected ${Object.keys(UNITS).join(", ")}`,
  );
}
