import { VALUE_NAMES } from "../core/exported_model.ts";
import { drawOf } from "../core/likelihood.ts";
import { zeros } from "../core/nd_array.ts";
import { sizeOf } from "../core/shape.ts";
import type { Runner } from "./create_runner.ts";
import { tensorOf, withLabels } from "./feeds.ts";
import { oneLine } from "../core/one_line.ts";
import type { PreparedDecoder } from "./loaded_autoencoder.ts";
import type { OpenedDecoder } from "./open_decoder.ts";
import { valuesOf } from "./output_values.ts";

const { label, code, reconstruction } = VALUE_NAMES;

/** Makes a decoder of its session. */
export function prepareDecoder(
  { ort, decoder, preprocessor, codeShape, classes, generation }: OpenedDecoder,
  { prepare, dispose }: Runner,
): PreparedDecoder {
  const { inputShape } = preprocessor, { prior, likelihood } = generation;
  const needs = decoder.inputMetadata.map(({ name }) => name)
    .filter((name) => name !== code && name !== label);
  const outputs = { [reconstruction]: inputShape };
  const decodeTo = (what: string) =>
    prepare({
      what,
      inputShape: codeShape,
      outputShapes: outputs,
      classes,
      async run(batch) {
        if (needs.length > 0) {
          throw new TypeError(
            `Cannot ${what} a code alone: the decoder also reads "${
              oneLine(needs[0])
            }" of the encoder, call reconstruct() of the whole autoencoder instead`,
          );
        }
        const taken = { [code]: tensorOf(ort, batch) };
        return valuesOf(
          await decoder.run(withLabels(taken, { ort, session: decoder, batch })),
          outputs,
        );
      },
    });
  const fromCode = decodeTo("decode"), toSample = decodeTo("sample");
  return {
    preprocessor,
    inputShape,
    codeShape,
    codeSize: sizeOf(codeShape),
    ...(classes !== undefined && { classes }),
    ...(prior && { prior }),
    ...(likelihood && { likelihood }),
    needs,
    decode: async (batch, options) => (await fromCode(batch, options))[reconstruction],
    async sample(batch, { rng, ...options }) {
      if (!likelihood) {
        throw new TypeError(
          "Cannot sample: the model was not trained by a likelihood, which would say what to draw; " +
            "call decode() for what it makes of a code",
        );
      }
      const draw = drawOf(likelihood), size = sizeOf(inputShape);
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
