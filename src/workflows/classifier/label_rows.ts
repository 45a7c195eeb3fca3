import type { LabelledCodes } from "../../baselines/mod.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type Examples, wholeBatch } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { loadRun } from "../../runs/load_run.ts";
import type { Features, LabelTask } from "./label_ways.ts";

/** The examples that are encoded at once. */
const BATCH = 500;

/** Examples as rows, until it is disposed of. */
export interface LabelRows extends AsyncDisposable {
  readonly rowsOf: LabelTask["rowsOf"];
  readonly frozenCodesOf: LabelTask["frozenCodesOf"];
}

/**
 * Examples as rows of their values, or of a run's codes for them, made once for as long as the examples
 * are in use. Codes are made by the exported encoder: asking for them rejects as `loadRun` does.
 */
export function labelRows(directory: string): LabelRows {
  const known = new WeakMap<Examples, Partial<Record<Features, Promise<LabelledCodes>>>>();
  const frozen = new WeakMap<Examples, Examples>();
  let autoencoder: Promise<LoadedAutoencoder> | undefined;
  const make = async (features: Features, examples: Examples): Promise<LabelledCodes> => {
    const codes = features === "inputs"
      ? asRows(wholeBatch(examples))
      : await encodeAll(await (autoencoder ??= loadRun(directory)), examples);
    return { codes, labels: examples.labels! };
  };
  return {
    rowsOf(features, examples) {
      const own = known.get(examples) ?? {};
      known.set(examples, own);
      return own[features] ??= make(features, examples);
    },
    frozenCodesOf(examples, make) {
      const codes = frozen.get(examples) ?? make();
      frozen.set(examples, codes);
      return codes;
    },
    [Symbol.asyncDispose]: async () => await (await autoencoder)?.dispose(),
  };
}

async function encodeAll(autoencoder: LoadedAutoencoder, examples: Examples): Promise<NdArray> {
  let codes: NdArray | undefined;
  for (const batch of consecutiveBatches(examples, BATCH)) {
    const { shape, values } = asRows(await autoencoder.encode(batch, batch));
    codes ??= {
      shape: [examples.count, shape[1]],
      values: new Float32Array(examples.count * shape[1]),
    };
    codes.values.set(values, batch.from * shape[1]);
  }
  return codes!;
}

/** An array [N, …] as rows [N, D]. */
function asRows({ shape: [count, ...shape], values }: NdArray): NdArray {
  return { shape: [count, sizeOf(shape)], values };
}
