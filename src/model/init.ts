import type { NdArray } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import type { Fans, Initializer } from "../layers/mod.ts";
import type { Plan } from "./plan.ts";

/** The statistics of the training examples that a model may want before training. */
export type DataStatistic = Extract<Initializer, `data-${string}`>;

/** The sources of fresh parameters. */
export interface InitOptions {
  readonly rng: Rng;
  /** A statistic of the training examples; needed by models that centre their input. */
  readonly measure?: (statistic: DataStatistic) => NdArray;
}

/** Fresh parameters by path. Each depends on the seed and its own path alone, or is a copy. */
export function initParams(
  plan: Pick<Plan, "params">,
  { rng, measure }: InitOptions,
): Record<string, NdArray> {
  const params: Record<string, NdArray> = {};
  for (const [path, { shape, initializer, fans = fansOf(shape) }] of Object.entries(plan.params)) {
    const values = typeof initializer === "string"
      ? initializers[initializer]({ shape, fans, rng: rng.fork(path), measure })
      : "copyOf" in initializer
      ? params[initializer.copyOf].values.slice()
      : new Float32Array(sizeOf(shape)).fill(initializer.constant);
    params[path] = { shape, values };
  }
  return params;
}

interface FillOptions {
  readonly shape: Shape;
  readonly fans: Fans;
  readonly rng: Rng;
  readonly measure: InitOptions["measure"];
}

type Fill = (options: FillOptions) => Float32Array<ArrayBuffer>;

const initializers: { readonly [Name in Initializer]: Fill } = {
  /** Normal, standard deviation sqrt(2 / fan-in) (He et al., 2015). */
  he: (options) => normal(options, Math.sqrt(2 / options.fans.fanIn)),
  /** Normal, standard deviation sqrt(1 / fan-in) (LeCun et al., 1998). */
  lecun: (options) => normal(options, Math.sqrt(1 / options.fans.fanIn)),
  /** Uniform in ±sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio, 2010). */
  glorot({ shape, fans: { fanIn, fanOut }, rng }) {
    const bound = Math.sqrt(6 / (fanIn + fanOut));
    return new Float32Array(sizeOf(shape)).map(() => (2 * rng.uniform() - 1) * bound);
  },
  /** Rows [N, D] that point anywhere on the unit sphere alike. */
  "unit-rows"(options) {
    const values = normal(options, 1), [rows, columns] = options.shape;
    for (let i = 0; i < rows; i++) {
      const row = values.subarray(i * columns, (i + 1) * columns);
      const norm = Math.hypot(...row);
      row.forEach((value, j) => row[j] = value / norm);
    }
    return values;
  },
  zeros: ({ shape }) => new Float32Array(sizeOf(shape)),
  ones: ({ shape }) => new Float32Array(sizeOf(shape)).fill(1),
  "data-mean": measured("data-mean"),
  "data-median": measured("data-median"),
};

function normal({ shape, rng }: FillOptions, stddev: number): Float32Array<ArrayBuffer> {
  return new Float32Array(sizeOf(shape)).map(() => rng.normal() * stddev);
}

function measured(statistic: DataStatistic): Fill {
  return ({ measure }) => {
    if (!measure) {
      throw new TypeError(`Cannot start a centred model: no ${statistic} was given`);
    }
    return measure(statistic).values.slice();
  };
}

/** The fans of a weight [D, U]; of other shapes nothing reads them. */
function fansOf([fanIn, fanOut]: Shape): Fans {
  return { fanIn, fanOut };
}
