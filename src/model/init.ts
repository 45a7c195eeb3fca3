import type { NdArray } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import type { Initializer } from "../layers/mod.ts";
import type { Plan } from "./plan.ts";

/** What fresh parameters are made from. */
export interface InitOptions {
  readonly rng: Rng;
  /** The mean of the training examples; needed by models that centre their input. */
  readonly dataMean?: NdArray;
}

/** Fresh parameters by path. Each depends on the seed and its own path alone. */
export function initParams(plan: Plan, { rng, dataMean }: InitOptions): Record<string, NdArray> {
  return Object.fromEntries(
    Object.entries(plan.params).map(([path, { shape, initializer }]) => [
      path,
      { shape, values: initializers[initializer](shape, rng.fork(path), dataMean) },
    ]),
  );
}

type Fill = (shape: Shape, rng: Rng, dataMean?: NdArray) => Float32Array<ArrayBuffer>;

const initializers: { readonly [Name in Initializer]: Fill } = {
  /** Normal, standard deviation sqrt(2 / D) (He et al., 2015). */
  he: (shape, rng) => normal(shape, rng, Math.sqrt(2 / shape[0])),
  /** Normal, standard deviation sqrt(1 / D) (LeCun et al., 1998). */
  lecun: (shape, rng) => normal(shape, rng, Math.sqrt(1 / shape[0])),
  /** Uniform in ±sqrt(6 / (D + U)) (Glorot and Bengio, 2010). */
  glorot(shape, rng) {
    const bound = Math.sqrt(6 / (shape[0] + shape[1]));
    return new Float32Array(sizeOf(shape)).map(() => (2 * rng.uniform() - 1) * bound);
  },
  zeros: (shape) => new Float32Array(sizeOf(shape)),
  ones: (shape) => new Float32Array(sizeOf(shape)).fill(1),
  "data-mean"(_shape, _rng, dataMean) {
    if (!dataMean) {
      throw new TypeError("Cannot start a centred model: no mean of the data was given");
    }
    return dataMean.values.slice();
  },
};

function normal(shape: Shape, rng: Rng, stddev: number): Float32Array<ArrayBuffer> {
  return new Float32Array(sizeOf(shape)).map(() => rng.normal() * stddev);
}
