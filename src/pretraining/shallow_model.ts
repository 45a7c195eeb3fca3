import { sameShape } from "../core/shape.ts";
import type { CorruptionSpec } from "../corruptions/mod.ts";
import type { LayerSpec, PlannedLayer } from "../layers/mod.ts";
import type { ReconstructionLossName } from "../losses/mod.ts";
import { type Plan, planAutoencoder } from "../model/mod.ts";
import type { PenaltySpec } from "../penalties/mod.ts";
import { type ParamsBetween, paramsBetween } from "./params_between.ts";
import type { HiddenLayer } from "./stack.ts";

/** A part of a model as an autoencoder of its own, and the way of parameters between it and the whole. */
export interface ShallowModel extends ParamsBetween {
  readonly plan: Plan;
}

/**
 * The autoencoder of one hidden layer of a model, x → h → x: its encoder and decoder are the layers that
 * the whole has for it, so that what it learns is where the whole goes on from (Bengio, Lamblin, Popovici
 * and Larochelle, "Greedy layer-wise training of deep networks", 2007); with `corruption` a denoising one
 * (Vincent et al., "Stacked denoising autoencoders", 2010).
 *
 * The loss follows from the activation that ends its decoder: the binary cross-entropy for sigmoid, the
 * categorical one for softmax, else the squared error.
 */
export function shallowModel(
  { encoder, decoder: whole, inputs }: HiddenLayer,
  { corruption, penalties }: {
    corruption?: CorruptionSpec | undefined;
    penalties?: readonly PenaltySpec[] | undefined;
  },
): ShallowModel {
  const noise: LayerSpec[] = corruption ? [{ type: "corruption", noise: corruption }] : [];
  // What only gives the shape or the mean of the input back belongs to the whole.
  const decoder = whole.filter(({ traits: { map, weights }, inputShape, outputShape }) =>
    weights !== undefined || (map !== "shift" && sameShape(inputShape, outputShape))
  );
  const paths = new Map<string, string>([
    ...encoder.map(({ path }, i) => [path, `encoder.${noise.length + i}`] as const),
    ...decoder.map(({ path }, i) => [path, `decoder.${i}`] as const),
  ]);
  const own = ({ spec }: PlannedLayer): LayerSpec =>
    "tiedTo" in spec && spec.tiedTo !== undefined
      ? { ...spec, tiedTo: paths.get(spec.tiedTo) ?? spec.tiedTo }
      : spec;
  const end = decoder.at(-1)!.traits.activation ?? "linear";
  const plan = planAutoencoder({
    inputShape: [inputs],
    encoder: [...noise, ...encoder.map(own)],
    decoder: decoder.map(own),
    reconstructionLoss: LOSSES[end] ?? "mean-squared-error",
    ...(penalties && { penalties: [...penalties] }),
  });
  return { plan, ...paramsBetween(plan, paths) };
}

/** The loss of each activation that has one. */
const LOSSES: Readonly<Record<string, ReconstructionLossName>> = {
  sigmoid: "binary-cross-entropy",
  softmax: "categorical-cross-entropy",
};
