import type { Shape } from "../core/shape.ts";
import { type ActivationName, layerOf, type PlannedLayer } from "../layers/mod.ts";
import { reconstructionLossOf } from "../losses/mod.ts";
import { type PenalizedModel, penaltyOf } from "../penalties/mod.ts";
import { checkLearning, checkLoss, checkOutput, classesOf } from "./check_spec.ts";
import type { Half, Plan } from "./plan.ts";
import { type Found, planLinks, planParams } from "./plan_references.ts";
import type { AutoencoderSpec } from "./spec.ts";

/**
 * Checks that the layers of a spec fit each other and says where everything is.
 *
 * Throws a RangeError that names the layer for shapes that do not fit, a tie to a layer that is not
 * there, a decoder that does not give back the input's shape, or a loss that its output does not suit;
 * for a classifier, layers that do not end in a probability for each class, or that see the classes.
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
  const codeShape = encoder.at(-1)!.outputShape, encoded = { ...found.given };
  const decoder = planHalf("decoder", codeShape, found);
  checkOutput({ spec, decoder });
  checkLoss({ spec, decoder });
  const { params: learned } = reconstructionLossOf(spec.reconstructionLoss);
  Object.assign(found.params, learned?.(spec.inputShape));
  planPenalties({ encoder, decoder, codeShape }, found);
  checkLearning(encoder, spec.penalties);
  // Penalties see what the encoder gives.
  checkLearning(decoder);
  const classes = classesOf({ spec, encoder, decoder });
  const links = Object.fromEntries(
    decoder.flatMap(({ takes }) => Object.values(takes)).filter((path) => path in encoded)
      .map((path) => [path, encoded[path].shape]),
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
    isStochastic: [...encoder, ...decoder].some(({ traits: { code, noise } }) =>
      noise !== undefined || code?.kind === "drawn"
    ),
  };
}

/** Adds what the penalties own to what is found, under `penalties.0` and so on. */
function planPenalties(model: PenalizedModel, found: Found): void {
  (found.spec.penalties ?? []).forEach((spec, i) => {
    const penalty = penaltyOf(spec);
    penalty.check?.(spec, model);
    for (const [name, param] of Object.entries(penalty.params?.(spec, model) ?? {})) {
      found.params[`penalties.${i}.${name}`] = param;
    }
  });
}

function planHalf(half: Half, inputShape: Shape, found: Found): PlannedLayer[] {
  const { spec, given } = found;
  const placed = placeLayers(half, inputShape, spec);
  return placed.map((each, i) =>
    namingErrors(each.path, () => {
      const { path, spec: layerSpec, inputShape: shape } = each, layer = layerOf(layerSpec);
      const own = layer.params?.(layerSpec, shape, {
        activation: activationAfter(placed, i),
        modelInputShape: spec.inputShape,
      });
      const params = planParams(path, own ?? {}, found);
      const takes = planLinks(layer.takes?.(layerSpec, shape) ?? {}, found);
      for (const [name, gift] of Object.entries(layer.gives?.(layerSpec, shape) ?? {})) {
        given[`${path}.${name}`] = gift;
      }
      return { ...each, params, takes };
    })
  );
}

/** A layer of which the place is known, and what it is there. */
type PlacedLayer = Omit<PlannedLayer, "params" | "takes">;

function placeLayers(half: Half, inputShape: Shape, spec: AutoencoderSpec): PlacedLayer[] {
  let shape = inputShape;
  return spec[half].map((layerSpec, i) => {
    const path = `${half}.${i}`, layer = layerOf(layerSpec), inputShape = shape;
    shape = namingErrors(path, () => checkedShape(layer.outputShape(layerSpec, inputShape)));
    const traits = layer.traits?.(layerSpec, inputShape) ?? {};
    return { path, spec: layerSpec, inputShape, outputShape: shape, traits };
  });
}

/** The activation that a layer's output meets: the next one in its half, or none. */
function activationAfter(layers: readonly PlacedLayer[], index: number): ActivationName {
  for (const { traits: { activation, weights } } of layers.slice(index + 1)) {
    if (activation) return activation;
    if (weights) break;
  }
  return "linear";
}

/** A shape that a layer gives, which may be one of somebody's own. */
function checkedShape(shape: unknown): Shape {
  const isSize = (size: unknown) => Number.isSafeInteger(size) && Number(size) > 0;
  if (Array.isArray(shape) && shape.length > 0 && shape.every(isSize)) return shape;
  throw new RangeError(
    `its outputShape gives ${JSON.stringify(shape)}, expected a list of whole numbers above 0`,
  );
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
