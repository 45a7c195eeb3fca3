import { VALUE_NAMES } from "../core/exported_model.ts";
import type { GenerationConfig } from "../core/generation_config.ts";
import { likelihoodOf } from "../core/likelihood.ts";
import { type NdArray, zeros } from "../core/nd_array.ts";
import type { PreprocessorConfig } from "../core/preprocessor.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import type { CodeDistribution, LabelOptions, LoadedAutoencoder } from "./loaded_autoencoder.ts";
import { createTurns } from "./create_turns.ts";
import { disposeOf, valuesOf } from "./output_values.ts";
import type { OrtRuntime, OrtSession, OrtValues } from "./ort_runtime.ts";
import { type BatchRun, type RunBatch, runBatches } from "./run_batches.ts";

/** Two halves that are known to fit each other. */
export interface Halves {
  readonly ort: OrtRuntime;
  readonly encoder: OrtSession;
  readonly decoder: OrtSession;
  readonly preprocessor: PreprocessorConfig;
  readonly codeShape: Shape;
  /** The number of classes that a half reads; absent where neither does. */
  readonly classes: number | undefined;
  readonly generation: GenerationConfig;
  readonly batchSize: number;
}

/** One kind of run, whatever examples it is asked for. */
type Run<Name extends string> = Omit<BatchRun<Name>, "batchSize" | "classes" | "labels">;

const { input, label, code, reconstruction, logVariance, probability } = VALUE_NAMES;

/** Makes one autoencoder of two halves; runs follow each other in the order of the calls. */
export function prepareAutoencoder(
  { ort, encoder, decoder, preprocessor, codeShape, classes, generation, batchSize }: Halves,
): LoadedAutoencoder {
  const { inputShape } = preprocessor, { prior, likelihood } = generation;
  const distribution = distributionOf(encoder);
  const inTurn = createTurns();
  let disposed: Promise<void> | undefined;

  const runner =
    <Name extends string>(run: Run<Name>) => (batch: NdArray, { labels }: LabelOptions = {}) => {
      if (disposed !== undefined) {
        return Promise.reject(
          new TypeError(`Cannot ${run.what}: the autoencoder was disposed of, load it again`),
        );
      }
      return inTurn(() => runBatches(batch, { ...run, batchSize, classes, labels }));
    };
  const tensor = ({ values, shape }: NdArray) => new ort.Tensor("float32", values, shape);
  // The other half may be the one that depends on classes.
  const feeds = (session: OrtSession, taken: OrtValues, { labels }: RunBatch): OrtValues =>
    labels && session.inputMetadata.some(({ name }) => name === label)
      ? { ...taken, [label]: tensor(labels) }
      : taken;

  const encodeTo = <Name extends string>(outputs: Readonly<Record<Name, Shape>>) =>
    runner({
      what: "encode",
      inputShape,
      outputShapes: outputs,
      run: async (batch) =>
        valuesOf(await encoder.run(feeds(encoder, { [input]: tensor(batch) }, batch)), outputs),
    });
  const outputs = { [reconstruction]: inputShape };
  const extra = decoder.inputMetadata.map(({ name }) => name)
    .filter((name) => name !== code && name !== label);
  const decodeTo = (what: string) =>
    runner({
      what,
      inputShape: codeShape,
      outputShapes: outputs,
      async run(batch) {
        if (extra.length > 0) {
          throw new TypeError(
            `Cannot ${what} a code alone: the decoder also reads "${extra[0]}" of the encoder, ` +
              `call reconstruct() instead`,
          );
        }
        return valuesOf(
          await decoder.run(feeds(decoder, { [code]: tensor(batch) }, batch)),
          outputs,
        );
      },
    });
  const both = runner({
    what: "reconstruct",
    inputShape,
    outputShapes: outputs,
    async run(batch) {
      const encoded = await encoder.run(feeds(encoder, { [input]: tensor(batch) }, batch));
      const taken = Object.fromEntries([code, ...extra].map((name) => [name, encoded[name]]));
      try {
        return await valuesOf(await decoder.run(feeds(decoder, taken, batch)), outputs);
      } finally {
        disposeOf(encoded);
      }
    },
  });
  const toCode = encodeTo({ [code]: codeShape });
  const toNormal = encodeTo({ [code]: codeShape, [logVariance]: codeShape });
  const toCoins = encodeTo({ [probability]: codeShape });
  const fromCode = decodeTo("decode"), toSample = decodeTo("sample");

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
    ...(classes !== undefined && { classes }),
    ...(distribution && { distribution }),
    ...(prior && { prior }),
    ...(likelihood && { likelihood }),
    encode: async (batch, options) => (await toCode(batch, options))[code],
    async encodeDistribution(batch, options) {
      switch (distribution) {
        case "gaussian": {
          const found = await toNormal(batch, options);
          return { type: distribution, mean: found[code], logVariance: found[logVariance] };
        }
        case "bernoulli":
          return {
            type: distribution,
            probability: (await toCoins(batch, options))[probability],
          };
        default:
          throw new TypeError(
            "Cannot encode to a distribution: each example has one code, call encode() for it",
          );
      }
    },
    decode: async (batch, options) => (await fromCode(batch, options))[reconstruction],
    reconstruct: async (batch, options) => (await both(batch, options))[reconstruction],
    async sample(batch, { rng, ...options }) {
      if (!likelihood) {
        throw new TypeError(
          "Cannot sample: the model was not trained by a likelihood, which would say what to draw; " +
            "call decode() for what it makes of a code",
        );
      }
      const { draw } = likelihoodOf(likelihood), size = sizeOf(inputShape);
      const means = (await toSample(batch, options))[reconstruction];
      const drawn = zeros(means.shape);
      for (let i = 0, at = 0; at < means.values.length; i++, at += size) {
        drawn.values.set(draw(means.values.subarray(at, at + size), rng.fork(i)), at);
      }
      return drawn;
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

/** What the encoder says of its codes besides the most likely one. */
function distributionOf({ outputMetadata }: OrtSession): CodeDistribution["type"] | undefined {
  const gives = (wanted: string) => outputMetadata.some(({ name }) => name === wanted);
  return gives(logVariance) ? "gaussian" : gives(probability) ? "bernoulli" : undefined;
}
