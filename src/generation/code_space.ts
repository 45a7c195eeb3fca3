import { type NdArray, ndArray } from "../core/nd_array.ts";
import { type Refuse, refusing } from "../core/refuse.ts";
import { decodeSafetensors, encodeSafetensors } from "../core/safetensors.ts";
import type { Shape } from "../core/shape.ts";
import { checkCodeSpace } from "./check_code_space.ts";
import type { MixtureParameters } from "./gaussian_mixture.ts";

/** The spread of codes of C values around their mean. */
export interface CodeSpread {
  /** [C] The mean code. */
  readonly mean: Float32Array<ArrayBuffer>;
  /** [K, C] Unit rows at right angles: the directions in which codes vary most, by falling variance. */
  readonly directions: NdArray;
  /** [K] The standard deviations along them. */
  readonly deviations: Float32Array<ArrayBuffer>;
  /** The sum of the variances of all C values. */
  readonly totalVariance: number;
}

/**
 * The places of the codes of a data set, and some examples of it: the file code_space.safetensors.
 */
export interface CodeSpace {
  /**
   * The spread of the codes of training examples; absent of codes too large, not to be decoded alone,
   * or all alike.
   */
  readonly spread?: CodeSpread;
  /** A mixture fitted to them; absent of the first two, and of models with a prior. */
  readonly mixture?: MixtureParameters;
  /** Some of the codes themselves, [N, 2], and their classes; of codes of two values alone. */
  readonly points?: { readonly codes: NdArray; readonly labels?: Int32Array<ArrayBuffer> };
  /** The names of the classes of the data, where it has some. */
  readonly classNames?: readonly string[];
  /** A few examples that were not trained on, [M, …inputShape], and their classes. */
  readonly examples?: { readonly inputs: NdArray; readonly labels?: Int32Array<ArrayBuffer> };
}

/** The key of the metadata under which the names of classes stand, as a JSON list. */
const CLASS_NAMES = "class_names";

/**
 * The bytes of a code_space.safetensors; 64-bit values are rounded to 32.
 *
 * @example
 * ```ts
 * import { decodeCodeSpace, encodeCodeSpace } from "isthmus/generation";
 *
 * const points = { codes: { shape: [2, 2], values: Float32Array.of(0, 1, 2, 3) } };
 * const bytes = encodeCodeSpace({ points });
 * assertEquals(decodeCodeSpace(bytes, "code_space.safetensors").points, points);
 * ```
 */
export function encodeCodeSpace(
  { spread, mixture, points, classNames, examples }: CodeSpace,
): Uint8Array<ArrayBuffer> {
  const tensors: Record<string, NdArray> = {};
  const put = (name: string, shape: Shape, values: ArrayLike<number>) => {
    tensors[name] = ndArray(shape, Float32Array.from(values));
  };
  if (spread) {
    const { mean, directions, deviations, totalVariance } = spread;
    put("mean", [mean.length], mean);
    put("directions", directions.shape, directions.values);
    put("deviations", [deviations.length], deviations);
    put("total_variance", [], [totalVariance]);
  }
  if (mixture) {
    const { codeShape, covariance, weights, means, cholesky } = mixture;
    const count = weights.length, size = means.length / count;
    put("mixture.weights", [count], weights);
    put("mixture.means", [count, ...codeShape], means);
    put("mixture.cholesky", covariance === "full" ? [count, size, size] : [count, size], cholesky);
  }
  if (points) {
    put("points.codes", points.codes.shape, points.codes.values);
    if (points.labels) put("points.labels", [points.labels.length], points.labels);
  }
  if (examples) {
    put("examples.inputs", examples.inputs.shape, examples.inputs.values);
    if (examples.labels) put("examples.labels", [examples.labels.length], examples.labels);
  }
  return encodeSafetensors({
    tensors,
    metadata: classNames ? { [CLASS_NAMES]: JSON.stringify(classNames) } : {},
  });
}

/**
 * Reads the bytes of a code_space.safetensors; `name` is how errors call it. What it does not know is
 * left out.
 *
 * With the shapes of a model, such as a loaded decoder's, the file must be of such codes and inputs.
 * Throws a SyntaxError, one sentence that names the file, for shapes that do not fit each other, values
 * that are not finite, weights that are no shares, and labels that are no classes.
 *
 * @example
 * ```ts
 * import { decodeCodeSpace } from "isthmus/generation";
 *
 * const decode = () => decodeCodeSpace(new Uint8Array(3), "code_space.safetensors");
 * assertThrows(decode, SyntaxError, "Cannot read code_space.safetensors");
 * ```
 */
export function decodeCodeSpace(
  bytes: Uint8Array,
  name: string,
  model: { readonly codeShape?: Shape; readonly inputShape?: Shape } = {},
): CodeSpace {
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  const refuse = refusing(name, "a code space");
  const names = metadata[CLASS_NAMES];
  const classNames = names === undefined ? undefined : parseNames(names, refuse);
  checkCodeSpace({ tensors, model, classes: classNames?.length, refuse });
  const {
    mean,
    directions,
    deviations,
    total_variance: totalVariance,
    "mixture.weights": weights,
    "mixture.means": means,
    "mixture.cholesky": cholesky,
  } = tensors;
  const points = tensors["points.codes"], inputs = tensors["examples.inputs"];
  const labelsOf = (labels?: NdArray) => labels && { labels: Int32Array.from(labels.values) };
  return {
    ...(mean && {
      spread: {
        mean: mean.values,
        directions,
        deviations: deviations.values,
        totalVariance: totalVariance.values[0],
      },
    }),
    ...(weights && {
      mixture: {
        codeShape: means.shape.slice(1),
        covariance: cholesky.shape.length === 3 ? "full" : "diagonal",
        weights: Float64Array.from(weights.values),
        means: Float64Array.from(means.values),
        cholesky: Float64Array.from(cholesky.values),
      },
    }),
    ...(points && { points: { codes: points, ...labelsOf(tensors["points.labels"]) } }),
    ...(classNames && { classNames }),
    ...(inputs && { examples: { inputs, ...labelsOf(tensors["examples.labels"]) } }),
  };
}

function parseNames(text: string, refuse: Refuse): string[] {
  try {
    const names: unknown = JSON.parse(text);
    if (Array.isArray(names) && names.every((each) => typeof each === "string")) return names;
  } catch {
    // Falls through to the one sentence below.
  }
  return refuse(`its ${CLASS_NAMES} are not a JSON list of texts`);
}
