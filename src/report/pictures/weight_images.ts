import type { NdArray } from "../../core/nd_array.ts";
import { permuteAxes } from "../../core/permute_axes.ts";
import { sameShape, type Shape, sizeOf } from "../../core/shape.ts";
import { type Plan, type PlannedLayer, sparseLayer } from "../../model/mod.ts";

/** The weights of a layer as images, one for each unit, filter or atom. */
export interface WeightImages {
  /** The layer, `encoder.1`. */
  readonly path: string;
  /** The kind of images: "units", "filters", "latents" or "atoms". */
  readonly what: string;
  /** [N, …shape] */
  readonly images: Float32Array;
  readonly shape: Shape;
}

/** A choice of the layer whose weights to look at. */
export interface WeightChoice {
  readonly params: Readonly<Record<string, NdArray>>;
  /** `encoder.1`; the decoder's dictionary or else the first layer of weights, unless given. */
  readonly path?: string;
}

/**
 * The weights of a layer as images: the units of a dense layer that sees inputs, what each entry of a
 * code adds to a reconstruction, or the filters of a convolution.
 *
 * Absent where the model has no such layer. Throws a RangeError, one sentence, for a chosen layer
 * whose weights are no images.
 */
export function weightImages(plan: Plan, choice: WeightChoice): WeightImages | undefined {
  return findWeights(plan, choice, { least: 2 });
}

/**
 * The same of models of any inputs, of those of vectors and texts as well: a vector of as many values as
 * an example, or an image, for each.
 */
export function weightVectors(plan: Plan, choice: WeightChoice): WeightImages | undefined {
  return findWeights(plan, choice, { least: 1 });
}

/** The weights whose vectors have as many axes at least. */
function findWeights(
  plan: Plan,
  { params, path }: WeightChoice,
  { least }: { least: number },
): WeightImages | undefined {
  const layers = [...plan.encoder, ...plan.decoder];
  const hasAtoms = sparseLayer(plan) ||
    plan.decoder.some(({ traits }) => traits.weights?.vectors === "atoms");
  const ordered = hasAtoms ? [...plan.decoder, ...plan.encoder] : layers;
  const candidates = path === undefined ? ordered : layers.filter((layer) => layer.path === path);
  for (const layer of candidates) {
    const found = imagesOf(layer, { plan, params, least });
    if (found) return found;
  }
  if (path === undefined) return undefined;
  const drawable = layers.filter((layer) => imagesOf(layer, { plan, params, least })).map((l) =>
    l.path
  );
  throw new RangeError(
    candidates.length === 0
      ? `Cannot draw the weights of "${path}": the model has no such layer, it has ${
        drawable.join(", ")
      }`
      : `Cannot draw the weights of "${path}": they are no images; those of ${
        drawable.join(", ") || "no layer"
      } are`,
  );
}

function imagesOf(
  layer: PlannedLayer,
  { plan, params, least }: {
    plan: Plan;
    params: Readonly<Record<string, NdArray>>;
    least: number;
  },
): WeightImages | undefined {
  const { path, inputShape, outputShape, params: paths, traits: { weights } } = layer;
  if (!weights?.vectors) return undefined;
  const { param, axes, vectors } = weights, weight = params[paths[param]];
  if (axes === "filter") {
    const { shape: [, ...shape], values } = permuteAxes(weight, [3, 0, 1, 2]);
    return { path, what: vectors, images: values, shape };
  }
  const shape = plan.spec.inputShape, size = sizeOf(shape);
  if (shape.length < least) return undefined;
  const sees = sizeOf(inputShape) === size &&
    (inputShape.length === 1 || sameShape(inputShape, shape)) && plan.encoder.includes(layer);
  const makes = sizeOf(outputShape) === size;
  const isOfOutputs = vectors !== "atoms" && sees;
  if (!isOfOutputs && (vectors === "latents" || !makes)) return undefined;
  // A vector of what a layer gives is a column of [inputs, outputs]; one of what it is given, a row.
  const isColumn = isOfOutputs === (axes === "inputs, outputs");
  const { values } = isColumn ? permuteAxes(weight, [1, 0]) : weight;
  return { path, what: vectors, images: values, shape };
}
