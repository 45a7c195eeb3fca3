import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";
import { type ActivationName, layerOf, type LayerSpec, type OwnParam } from "../layers/mod.ts";
import { reconstructionLossOf } from "../losses/mod.ts";
import { type PenalizedModel, penaltyOf } from "../penalties/mod.ts";
import { checkLearning, checkLoss, classesOf } from "./check_spec.ts";
import { type Found, planLinks, planParams } from "./plan_references.ts";
import type { AutoencoderSpec } from "./spec.ts";

/** One of the two lists of layers. */
export type Half = "encoder" | "decoder";

/** A layer with everything that follows from its place: path, shapes, parameters. */
export interface PlannedLayer {
  /** `encoder.0`: the prefix of its parameters' names. */
  readonly path: string;
  readonly spec: LayerSpec;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** The full path of each parameter that the layer reads, ties resolved. */
  readonly params: Readonly<Record<string, string>>;
  /** The full path of everything that the layer takes of what earlier layers gave. */
  readonly takes: Readonly<Record<string, string>>;
}

/** A parameter of the model and how it starts. */
export type PlannedParam = OwnParam;

/** A checked spec, layer by layer: what every fold over a model walks. */
export interface Plan {
  /** What was planned. */
  readonly spec: AutoencoderSpec;
  /** The layers from an example to its code. */
  readonly encoder: readonly PlannedLayer[];
  /** The layers from a code to a reconstruction. */
  readonly decoder: readonly PlannedLayer[];
  /** The shape of one code, `[C]` for a dense one. */
  readonly codeShape: Shape;
  /** Every parameter by its path, in the order of the layers. */
  readonly params: Readonly<Record<string, PlannedParam>>;
  /**
   * What the decoder takes of the encoder besides the code, by full path (`encoder.2.switches`): the
   * shape of each for one example.
   */
  readonly links: Readonly<Record<string, Shape>>;
  /**
   * What an exported encoder gives besides, by the name of the output (`log_variance`): the full path of
   * the value, and its shape for one example.
   */
  readonly outputs: Readonly<Record<string, { readonly path: string; readonly shape: Shape }>>;
  /** How many classes the model is told apart by; absent where it does without labels. */
  readonly classes?: number;
  /** True where a code is a draw while training, so that the loss of a batch is too. */
  readonly isStochastic: boolean;
}

/**
 * Checks that the layers of a spec fit each other and says where everything is.
 *
 * Throws a RangeError that names the layer for shapes that do not fit, a tie to a layer that is not
 * there, a decoder that does not give back the input's shape, or a loss that its output does not suit.
 *
 * @example
 * ```ts
 * import { describeAutoencoder, planAutoencoder } from "isthmus";
 *
 * const plan = planAutoencoder(describeAutoencoder({ variant: "deep" }, [28, 28, 1]));
 * assertEquals(plan.encoder[0].spec.type, "flatten");
 * assertEquals(plan.decoder.at(-1)?.outputShape, [28, 28, 1]);
 * ```
 */
export function planAutoencoder(spec: AutoencoderSpec): Plan {
  const found: Found = { spec, params: {}, given: {} };
  const encoder = planHalf("encoder", spec.inputShape, found);
  const codeShape = encoder.at(-1)!.outputShape;
  const decoder = planHalf("decoder", codeShape, found);
  const outputShape = decoder.at(-1)!.outputShape;
  if (!sameShape(outputShape, spec.inputShape)) {
    throw new RangeError(
      `Cannot train a decoder that gives ${formatShape(outputShape)} for inputs ${
        formatShape(spec.inputShape)
      }: the two must be the same`,
    );
  }
  checkLoss(spec);
  const { params: learned } = reconstructionLossOf(spec.reconstructionLoss);
  Object.assign(found.params, learned?.(spec.inputShape));
  planPenalties({ ...spec, codeShape }, found);
  for (const layer of [...encoder, ...decoder]) checkLearning(layer, spec);
  const classes = classesOf(spec);
  const links = Object.fromEntries(
    decoder.flatMap(({ takes }) => Object.values(takes)).filter((path) =>
      path.startsWith("encoder")
    )
      .map((path) => [path, found.given[path].shape]),
  );
  const last = `${encoder.at(-1)!.path}.`;
  const outputs = Object.fromEntries(
    Object.entries(found.given).flatMap(([path, { output, shape }]) =>
      // What another layer follows says nothing of the code.
      output !== undefined && path.startsWith(last) ? [[output, { path, shape }]] : []
    ),
  );
  return {
    spec,
    encoder,
    decoder,
    codeShape,
    params: found.params,
    links,
    outputs,
    ...(classes !== undefined && { classes }),
    isStochastic: spec.encoder.some(({ type }) => type.endsWith("_latent")),
  };
}

/** Adds what the penalties own to what is found, under `penalties.0` and so on. */
function planPenalties(model: PenalizedModel & Pick<AutoencoderSpec, "penalties">, found: Found) {
  (model.penalties ?? []).forEach((spec, i) => {
    const penalty = penaltyOf(spec);
    penalty.check?.(spec, model);
    for (const [name, param] of Object.entries(penalty.params?.(spec, model) ?? {})) {
      found.params[`penalties.${i}.${name}`] = param;
    }
  });
}

/**
 * The number of values in all parameters.
 *
 * @example
 * ```ts
 * import { countParams, describeAutoencoder, planAutoencoder } from "isthmus";
 *
 * const plan = planAutoencoder(describeAutoencoder({ codeSize: 2, loss: "mean-squared-error" }, [3]));
 * assertEquals(countParams(plan), 3 * 2 + 2 + 2 * 3 + 3);
 * ```
 */
export function countParams(plan: Plan): number {
  return Object.values(plan.params).reduce((count, { shape }) => count + sizeOf(shape), 0);
}

function planHalf(half: Half, inputShape: Shape, found: Found): PlannedLayer[] {
  const { spec, given } = found;
  let shape = inputShape;
  return spec[half].map((layerSpec, i) => {
    const path = `${half}.${i}`;
    const planned = namingErrors(path, () => {
      const layer = layerOf(layerSpec);
      const outputShape = layer.outputShape(layerSpec, shape);
      const own = layer.params?.(layerSpec, shape, {
        activation: activationAfter(spec[half], i),
        modelInputShape: spec.inputShape,
      });
      const params = planParams(path, own ?? {}, found);
      const takes = planLinks(layer.takes?.(layerSpec, shape) ?? {}, found);
      for (const [name, each] of Object.entries(layer.gives?.(layerSpec, shape) ?? {})) {
        given[`${path}.${name}`] = each;
      }
      return { path, spec: layerSpec, inputShape: shape, outputShape, params, takes };
    });
    shape = planned.outputShape;
    return planned;
  });
}

/** The activation that a layer's output meets: the next one in its half, or none. */
function activationAfter(layers: readonly LayerSpec[], index: number): ActivationName {
  for (const layer of layers.slice(index + 1)) {
    if (layer.type === "activation") return layer.function;
    if (layerOf(layer).weighted) break;
  }
  return "linear";
}

/** Runs a step of planning and puts the layer's path in front of what it throws. */
function namingErrors<Result>(path: string, plan: () => Result): Result {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`Layer ${path}: ${error.message}`, { cause: error });
  }
}
