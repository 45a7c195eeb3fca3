import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import type { CorruptionSpec } from "../../corruptions/mod.ts";
import type { LayerSpec } from "../../layers/mod.ts";
import { planAutoencoder } from "../../model/mod.ts";
import type { PenaltySpec } from "../../penalties/mod.ts";
import { paramsBetween } from "../params_between.ts";
import type { ShallowModel } from "../shallow_model.ts";
import type { Convolution } from "./convolutions.ts";

/** The autoencoder of the patches of a convolution. */
export interface PatchModel extends ShallowModel {
  /** The path of its weights [h · w · K, F]. */
  readonly weight: string;
  /** The parameters of the whole with those of patches put in, which were whitened by a matrix [D, D], if any. */
  put(whole: Params, own: Params, whitening?: NdArray): Params;
}

type Params = Readonly<Record<string, NdArray>>;

/**
 * The autoencoder of the patches that a convolution sees, x → h → x: a unit for each filter, with what
 * follows the convolution at every place, and the filters themselves to put the patch together again. Its
 * weights [h · w · K, F] are the filter [h, w, K, F] (Coates, Lee and Ng, "An analysis of single-layer
 * networks in unsupervised feature learning", 2011).
 *
 * `centered` ones are of patches whose mean was taken off: their filters sum to 0, so that the convolution
 * of the images themselves does the same; of whitened patches Z x they are Z times the weights. The loss is
 * the squared error.
 */
export function patchModel(
  { layer, after, patch, filters }: Convolution,
  { corruption, penalties, centered }: {
    corruption?: CorruptionSpec | undefined;
    penalties?: readonly PenaltySpec[] | undefined;
    centered: boolean;
  },
): PatchModel {
  const size = sizeOf(patch), { filter, bias } = layer.params;
  const noise: LayerSpec[] = corruption ? [{ type: "corruption", noise: corruption }] : [];
  // The dense layer that stands for the filters.
  const units = `encoder.${noise.length}`, weight = `${units}.weight`;
  const plan = planAutoencoder({
    inputShape: [size],
    encoder: [
      ...noise,
      { type: "dense", units: filters, bias: bias !== undefined },
      ...after.map(({ spec }) => spec),
    ],
    decoder: [{ type: "dense", units: size, tiedTo: units, bias: !centered }],
    reconstructionLoss: "mean-squared-error",
    ...(penalties && { penalties: [...penalties] }),
  });
  const others = paramsBetween(
    plan,
    new Map(after.map(({ path }, i) => [path, `encoder.${noise.length + 1 + i}`])),
  );
  return {
    plan,
    weight,
    take: (whole) => ({
      ...others.take(whole),
      [weight]: { ...whole[filter], shape: [size, filters] },
      ...(bias !== undefined && { [`${units}.bias`]: whole[bias] }),
      // The whole has no layer that puts a patch together, and so no bias for it.
      ...(!centered && { "decoder.0.bias": ndArray([size], new Float32Array(size)) }),
    }),
    put(whole, trained, whitening) {
      const { values } = whitening ? product(whitening, trained[weight]) : trained[weight];
      const learnt = { shape: whole[filter].shape, values };
      return {
        ...others.put(whole, trained),
        [filter]: centered ? sumToZero(learnt, filters) : learnt,
        ...(bias !== undefined && { [bias]: trained[`${units}.bias`] }),
      };
    },
  };
}

/** A B of matrices [D, D] and [D, F], summed in 64 bits. */
function product(a: NdArray, b: NdArray): NdArray {
  const [size, filters] = b.shape, values = new Float32Array(size * filters);
  const sum = new Float64Array(filters);
  for (let row = 0; row < size; row++) {
    sum.fill(0);
    for (let i = 0; i < size; i++) {
      const factor = a.values[row * size + i], from = i * filters;
      for (let f = 0; f < filters; f++) sum[f] += factor * b.values[from + f];
    }
    values.set(sum, row * filters);
  }
  return { shape: b.shape, values };
}

/** Filters [h, w, K, F] less the mean of each. */
function sumToZero({ shape, values }: NdArray, filters: number): NdArray {
  const means = new Float64Array(filters), size = values.length / filters;
  for (const [i, value] of values.entries()) means[i % filters] += value / size;
  return { shape, values: values.map((value, i) => value - means[i % filters]) };
}
