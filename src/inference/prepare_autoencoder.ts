import { VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { PreprocessorConfig } from "../core/preprocessor.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import type { LoadedAutoencoder } from "./loaded_autoencoder.ts";
import type { OrtRuntime, OrtSession, OrtValues } from "./ort_runtime.ts";
import { type BatchRun, runBatches } from "./run_batches.ts";

/** Two halves that are known to fit each other. */
export interface Halves {
  readonly ort: OrtRuntime;
  readonly encoder: OrtSession;
  readonly decoder: OrtSession;
  readonly preprocessor: PreprocessorConfig;
  readonly codeShape: Shape;
  readonly batchSize: number;
}

/** Makes one autoencoder of two halves; runs follow each other in the order of the calls. */
export function prepareAutoencoder(
  { ort, encoder, decoder, preprocessor, codeShape, batchSize }: Halves,
): LoadedAutoencoder {
  const { inputShape } = preprocessor;
  const inTurn = createTurns();
  let disposed: Promise<void> | undefined;

  const runner = (options: Omit<BatchRun, "batchSize">) => (batch: NdArray) => {
    if (disposed !== undefined) {
      return Promise.reject(
        new TypeError(`Cannot ${options.what}: the autoencoder was disposed of, load it again`),
      );
    }
    return inTurn(() => runBatches(batch, { ...options, batchSize }));
  };
  const tensor = (values: Float32Array<ArrayBuffer>, shape: Shape) =>
    new ort.Tensor("float32", values, shape);
  const extra = decoder.inputMetadata.map(({ name }) => name).filter((name) =>
    name !== VALUE_NAMES.code
  );

  const dispose = () =>
    disposed ??= inTurn(async () => {
      await encoder.release();
      await decoder.release();
    });
  return {
    preprocessor,
    inputShape,
    codeShape,
    codeSize: sizeOf(codeShape),
    encode: runner({
      what: "encode",
      inputShape,
      outputShape: codeShape,
      run: async (values, shape) =>
        valuesOf(
          await encoder.run({ [VALUE_NAMES.input]: tensor(values, shape) }),
          VALUE_NAMES.code,
        ),
    }),
    decode: runner({
      what: "decode",
      inputShape: codeShape,
      outputShape: inputShape,
      async run(values, shape) {
        if (extra.length > 0) {
          throw new TypeError(
            `Cannot decode a code alone: the decoder also reads "${extra[0]}" of the encoder, ` +
              `call reconstruct() instead`,
          );
        }
        return valuesOf(
          await decoder.run({ [VALUE_NAMES.code]: tensor(values, shape) }),
          VALUE_NAMES.reconstruction,
        );
      },
    }),
    reconstruct: runner({
      what: "reconstruct",
      inputShape,
      outputShape: inputShape,
      async run(values, shape) {
        const encoded = await encoder.run({ [VALUE_NAMES.input]: tensor(values, shape) });
        const feeds: Record<string, OrtValues[string]> = { code: encoded.code };
        for (const name of extra) feeds[name] = encoded[name];
        try {
          return await valuesOf(await decoder.run(feeds), VALUE_NAMES.reconstruction);
        } finally {
          disposeOf(encoded);
        }
      },
    }),
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

/** Starts each job when the one before it is done: a provider may refuse two runs at once. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(job: () => Promise<T>): Promise<T> => {
    const next = last.then(job);
    last = next.catch(() => {});
    return next;
  };
}

/** The values of one output; the memory of all of them is given back. */
async function valuesOf(outputs: OrtValues, name: string): Promise<unknown> {
  try {
    return await outputs[name].getData();
  } finally {
    disposeOf(outputs);
  }
}

function disposeOf(outputs: OrtValues): void {
  for (const tensor of Object.values(outputs)) tensor.dispose();
}
