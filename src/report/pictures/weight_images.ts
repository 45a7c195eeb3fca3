import type { NdArray } from "../../core/nd_array.ts";
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
export function weightImages(plan: Plan, { params, path }: WeightChoice): WeightImages | undefined {
  const layers = [...plan.encoder, ...plan.decoder];
  const hasAtoms = sparseLayer(plan) ||
    plan.decoder.some(({ spec }) => spec.type === "dictionary");
  const ordered = hasAtoms ? [...plan.decoder, ...plan.encoder] : layers;
  const candidates = path === undefined ? ordered : layers.filter((layer) => layer.path === path);
  for (const layer of candidates) {
    const found = imagesOf(layer, { plan, params });
    if (found) return found;
  }
  if (path === undefined) return undefined;
  const drawable = layers.filter((layer) => imagesOf(layer, { plan, params })).map((l) => l.path);
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
  { path, spec, inputShape, outputShape, params: paths }: PlannedLayer,
  { plan, params }: { plan: Plan; params: Readonly<Record<string, NdArray>> },
): WeightImages | undefined {
  const example = plan.spec.inputShape, size = sizeOf(example);
  const sees = sizeOf(inputShape) === size &&
    (inputShape.length === 1 || sameShape(inputShape, example));
  const makes = sizeOf(outputShape) === size;
  const isFilter = spec.type === "conv2d" || spec.type === "conv2d_transpose";
  if (example.length < 2 && !isFilter) return undefined;
  switch (spec.type) {
    case "dense": {
      const weight = params[paths.weight];
      // A tied weight is stored as its owner has it: transposed, for this layer.
      const isTied = spec.tiedTo !== undefined;
      if (sees && path.startsWith("encoder")) {
        return {
          path,
          what: "units",
          images: isTied ? weight.values : columns(weight),
          shape: example,
        };
      }
      if (!makes) return undefined;
      return {
        path,
        what: "units",
        images: isTied ? columns(weight) : weight.values,
        shape: example,
      };
    }
    case "dense_top_k":
      return sees
        ? { path, what: "latents", images: params[paths.weight].values, shape: example }
        : undefined;
    case "dictionary":
      return makes
        ? { path, what: "atoms", images: params[paths.weight].values, shape: example }
        : undefined;
    // The last axis of a filter counts outputs, of a transposed one inputs; the other is its channels.
    case "conv2d":
    case "conv2d_transpose":
      return { path, what: "filters", ...filters(params[paths.filter]) };
    default:
      return undefined;
  }
}

/** The filters of a convolution [h, w, K, F], one [h, w, K] after the other. */
function filters({ shape, values }: NdArray): { images: Float32Array; shape: Shape } {
  const count = shape[3], matrix = { shape: [values.length / count, count], values };
  return { images: columns(matrix), shape: shape.slice(0, 3) };
}

/** The columns of a matrix [D, U], one after the other. */
function columns({ shape: [rows, count], values }: NdArray): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < count; column++) {
      result[column * rows + row] = values[row * count + column];
    }
  }
  return result;
}
