import { VALUE_NAMES } from "../core/exported_model.ts";
import type { Shape } from "../core/shape.ts";
import type { Runner } from "./create_runner.ts";
import { tensorOf, withLabels } from "./feeds.ts";
import type { CodeDistribution, LoadedAutoencoder } from "./loaded_autoencoder.ts";
import type { OpenedDecoder } from "./open_decoder.ts";
import type { OpenedEncoder } from "./open_encoder.ts";
import type { OrtSession } from "./ort_runtime.ts";
import { disposeOf, valuesOf } from "./output_values.ts";
import { prepareDecoder } from "./prepare_decoder.ts";
import type { RunBatch } from "./run_batches.ts";

/** Two halves that are known to fit each other. */
export type Halves = OpenedDecoder & {
  readonly encoder: OpenedEncoder;
};

const { input, code, reconstruction, logVariance, probability } = VALUE_NAMES;

/** Makes one autoencoder of two halves; runs follow each other in the order of the calls. */
export function prepareAutoencoder(halves: Halves, runner: Runner): LoadedAutoencoder {
  const { ort, decoder, codeShape, preprocessor: { inputShape } } = halves;
  const { session: encoder, classes: encoderClasses } = halves.encoder;
  const loaded = prepareDecoder(halves, runner), { needs } = loaded;
  const classes = encoderClasses ?? halves.classes;
  const distribution = distributionOf(encoder);

  const runEncoder = (batch: RunBatch) =>
    encoder.run(withLabels({ [input]: tensorOf(ort, batch) }, { ort, session: encoder, batch }));
  const encodeTo = <Name extends string>(outputs: Readonly<Record<Name, Shape>>) =>
    runner.prepare({
      what: "encode",
      inputShape,
      outputShapes: outputs,
      classes: encoderClasses,
      run: async (batch) => valuesOf(await runEncoder(batch), outputs),
    });
  const outputs = { [reconstruction]: inputShape };
  const both = runner.prepare({
    what: "reconstruct",
    inputShape,
    outputShapes: outputs,
    classes,
    async run(batch) {
      const encoded = await runEncoder(batch);
      const taken = Object.fromEntries([code, ...needs].map((name) => [name, encoded[name]]));
      try {
        const feeds = withLabels(taken, { ort, session: decoder, batch });
        return await valuesOf(await decoder.run(feeds), outputs);
      } finally {
        disposeOf(encoded);
      }
    },
  });
  const toCode = encodeTo({ [code]: codeShape });
  const toNormal = encodeTo({ [code]: codeShape, [logVariance]: codeShape });
  const toCoins = encodeTo({ [probability]: codeShape });

  return {
    ...loaded,
    ...(classes !== undefined && { classes }),
    ...(distribution && { distribution }),
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
    reconstruct: async (batch, options) => (await both(batch, options))[reconstruction],
  };
}

/** The distribution that the encoder gives of its codes besides the most likely one. */
function distributionOf({ outputMetadata }: OrtSession): CodeDistribution["type"] | undefined {
  const gives = (wanted: string) => outputMetadata.some(({ name }) => name === wanted);
  return gives(logVariance) ? "gaussian" : gives(probability) ? "bernoulli" : undefined;
}
