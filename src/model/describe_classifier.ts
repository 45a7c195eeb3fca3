import { z } from "zod";
import { ACTIVATION_NAMES, type LayerSpec, type PlannedLayer } from "../layers/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { CLASSIFIER_LOSS } from "./check_spec.ts";
import { planAutoencoder } from "./plan_autoencoder.ts";
import type { AutoencoderSpec } from "./spec.ts";

/** The schema of the choices that make a classifier of an autoencoder. */
export const classifierOptions = z.strictObject({
  classes: z.int().min(2),
  /** The units of the hidden layers between the code and the classes; none unless given. */
  hidden: z.array(z.int().positive()).default([]),
  /** The activation of the hidden layers. */
  activation: z.enum(ACTIVATION_NAMES).default("relu"),
  /** The rate of the dropout in front of each dense layer of the head: of codes, and of hidden layers. */
  dropout: z.number().min(0).lt(1).default(0),
  /** The rates of the dropout in the encoder: of its inputs, and of what its further layers take. */
  encoderDropout: z.strictObject({
    inputs: z.number().min(0).lt(1).default(0),
    hidden: z.number().min(0).lt(1).default(0),
  }, {
    error: ({ code }) =>
      code === "invalid_type" ? 'expected rates such as {"inputs": 0.2, "hidden": 0.5}' : undefined,
  }).prefault({}),
  /** True to damage inputs in training as the autoencoder does. */
  keepCorruption: z.boolean().default(false),
});

/** The choices that make a classifier of an autoencoder, defaults left out. */
export type ClassifierOptionsInput = z.input<typeof classifierOptions>;

/**
 * A classifier on the encoder of an autoencoder: its encoder, and in place of its decoder a head that gives
 * a probability for each class, a linear one unless it has hidden layers.
 *
 * What the encoder does for its own training is left out: noise (unless it is kept), inference of codes,
 * a k that falls. Codes that are draws stay draws in training. Of the penalties those stay without which
 * a layer does not learn. Sparse codes are taken as they are, images flattened. `encoderDropout` puts
 * dropout in front of the layers of the encoder that have weights: against learning a few labels, or all,
 * by heart (Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014,
 * who drop 0.2 of the inputs and 0.5 of the hidden units). Throws a RangeError for an autoencoder that is
 * told the classes, or nothing of whose encoder is left.
 *
 * @example
 * ```ts
 * import { describeAutoencoder, describeClassifier, planAutoencoder } from "isthmus";
 *
 * const autoencoder = describeAutoencoder({ variant: "denoising", codeSize: 30 }, [28, 28, 1]);
 * const classifier = describeClassifier(autoencoder, { classes: 10, hidden: [20], dropout: 0.5 });
 * const { decoder, classes } = planAutoencoder(classifier);
 * assertEquals(decoder.map(({ spec }) => spec.type).join(" "), "dropout dense activation dropout dense activation");
 * assertEquals(decoder.at(-1)?.outputShape, [10]);
 * assertEquals(classes, 10);
 * ```
 */
export function describeClassifier(
  autoencoder: AutoencoderSpec,
  input: ClassifierOptionsInput,
): AutoencoderSpec {
  const options = parseWith(classifierOptions, input, "these options of a classifier");
  const { encoder, codeShape } = planAutoencoder(autoencoder);
  const kept = encoder.filter((layer) => isOfUse(layer, options));
  if (kept.length === 0) {
    throw new RangeError(
      "Cannot make a classifier of an autoencoder whose encoder has no layers but those for its own " +
        "training: expected some that make codes",
    );
  }
  const dropped = dropping(kept, options.encoderDropout);
  const paths = new Map(
    dropped.flatMap(({ layer }, i) => layer ? [[layer.path, `encoder.${i}`] as const] : []),
  );
  const needed = kept.flatMap(({ traits: { needsPenalty } }) => needsPenalty ?? []);
  const penalties = autoencoder.penalties?.filter(({ type }) => needed.includes(type)) ?? [];
  const spec: AutoencoderSpec = {
    inputShape: [...autoencoder.inputShape],
    encoder: dropped.map(({ layer, spec }) => layer ? placed(spec, paths) : spec),
    decoder: headLayers(options, codeShape.length > 1),
    reconstructionLoss: CLASSIFIER_LOSS,
    ...(penalties.length > 0 && { penalties }),
    target: { classes: options.classes },
  };
  planAutoencoder(spec);
  return spec;
}

/** True for a layer that does something outside of training, or for noise where that is kept. */
function isOfUse(
  { traits: { noise, code } }: PlannedLayer,
  { keepCorruption }: { keepCorruption: boolean },
): boolean {
  return (noise === undefined || keepCorruption) && code?.kind !== "predicted";
}

/** The layers of an encoder with dropout in front of those that have weights; a dropout has no `layer`. */
function dropping(
  encoder: readonly PlannedLayer[],
  { inputs, hidden }: z.infer<typeof classifierOptions>["encoderDropout"],
): { readonly spec: LayerSpec; readonly layer?: PlannedLayer }[] {
  const first = encoder.find(({ traits: { weights } }) => weights);
  return encoder.flatMap((layer) => {
    const rate = !layer.traits.weights ? 0 : layer === first ? inputs : hidden;
    const own = { spec: layer.spec, layer };
    return rate > 0 ? [{ spec: { type: "dropout" as const, rate } }, own] : [own];
  });
}

/** A layer at a new place: with the new paths of those that it refers to, and its last k from the start. */
function placed(spec: LayerSpec, paths: ReadonlyMap<string, string>): LayerSpec {
  return Object.fromEntries(
    Object.entries(spec).filter(([field]) => field !== "startK")
      .map((
        [field, value],
      ) => [field, typeof value === "string" ? paths.get(value) ?? value : value]),
  ) as LayerSpec;
}

function headLayers(
  { classes, hidden, activation, dropout }: z.infer<typeof classifierOptions>,
  isImage: boolean,
): LayerSpec[] {
  const dense = (units: number): LayerSpec[] => [
    ...(dropout > 0 ? [{ type: "dropout" as const, rate: dropout }] : []),
    { type: "dense", units },
  ];
  return [
    ...(isImage ? [{ type: "flatten" as const }] : []),
    ...hidden.flatMap((units): LayerSpec[] => [
      ...dense(units),
      { type: "activation", function: activation },
    ]),
    ...dense(classes),
    { type: "activation", function: "softmax" },
  ];
}
