import { sizeOf } from "../core/shape.ts";
import { type ActivationName, DEFAULT_SLOPE, isDense, type PlannedLayer } from "../layers/mod.ts";
import type { Plan } from "../model/mod.ts";

/** A dense layer of a classifier with the activation that follows it. */
export interface LadderLayer {
  /** The path of the dense layer in the classifier: `encoder.1`. */
  readonly path: string;
  readonly inputs: number;
  readonly units: number;
  readonly activation: ActivationName;
  /** The factor of leaky_relu for negative values. */
  readonly slope: number;
  /** True where a shift β follows the normalisation: before all but linear units. */
  readonly hasShift: boolean;
  /** True where a scale γ does: before units for which the size of their input counts. */
  readonly hasScale: boolean;
}

/** The dense layers of a classifier, as a ladder network trains them. */
export interface LadderNetwork {
  /** The number of values of an example. */
  readonly inputs: number;
  readonly layers: readonly LadderLayer[];
  readonly classes: number;
}

/** The activations for which the size of the input does not count: the next layer can undo it. */
const SCALE_INVARIANT: readonly ActivationName[] = ["linear", "relu", "leaky_relu"];

/**
 * The dense layers of a classifier's plan. Throws a RangeError, one sentence, for an autoencoder, and for
 * layers that a ladder network has no use for.
 */
export function ladderNetwork(plan: Plan): LadderNetwork {
  const { spec: { inputShape, target }, encoder, decoder } = plan;
  if (!target) {
    throw new RangeError(
      "Cannot train an autoencoder as a ladder network: it has no classes, make a classifier of it with " +
        "describeClassifier()",
    );
  }
  const layers: LadderLayer[] = [];
  let isOpen = false;
  for (const layer of [...encoder, ...decoder]) {
    const { spec, path, traits: { activation, slope = DEFAULT_SLOPE, map } } = layer;
    if (isDense(layer)) {
      layers.push(denseLayer(layer));
      isOpen = true;
    } else if (activation !== undefined && isOpen) {
      if (activation === "softmax" && layer !== decoder.at(-1)) {
        refuse(path, `a softmax among hidden units, expected it at the end alone`);
      }
      const hasScale = !SCALE_INVARIANT.includes(activation), hasShift = activation !== "linear";
      layers.push({ ...layers.pop()!, activation, slope, hasShift, hasScale });
      isOpen = false;
    } else if (activation !== undefined) {
      refuse(path, "an activation that follows no dense layer");
    } else if (map !== "identity") {
      refuse(
        path,
        `of type "${spec.type}", expected "flatten", "dense" and "activation" alone: noise and ` +
          "normalisation are the ladder's own",
      );
    }
  }
  return { inputs: sizeOf(inputShape), layers, classes: target.classes };
}

function denseLayer({ path, params, traits, inputShape, outputShape }: PlannedLayer): LadderLayer {
  if (traits.weights?.axes === "outputs, inputs") {
    refuse(path, "dense with the weight of another layer, expected one with its own");
  }
  if (params.bias === undefined) {
    refuse(path, "dense without a bias, which the normalisation is folded into");
  }
  const [inputs] = inputShape, [units] = outputShape;
  const linear = { activation: "linear", slope: DEFAULT_SLOPE } as const;
  return { path, inputs, units, ...linear, hasShift: false, hasScale: false };
}

function refuse(path: string, why: string): never {
  throw new RangeError(`Cannot train this classifier as a ladder network: ${path} is ${why}`);
}
