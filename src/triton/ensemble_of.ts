import { VALUE_NAMES } from "../core/exported_model.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import type { TritonConfig, TritonModel, TritonTensor } from "./model_config.ts";

/**
 * The ensemble of both halves: all that they need → `reconstruction` and `code`. What the decoder reads
 * of the encoder, such as the switches of its pooling, passes between them and never leaves the server;
 * what neither makes, such as labels, both read from the request.
 *
 * Throws a RangeError, one sentence, where the halves do not fit each other.
 */
export function ensembleOf(
  name: string,
  { encoder, decoder }: { encoder: TritonModel; decoder: TritonModel },
): TritonConfig {
  const made = byName(encoder.outputs), inputs = new Map(byName(encoder.inputs));
  for (const input of decoder.inputs) {
    const source = made.get(input.name) ?? inputs.get(input.name);
    if (source === undefined) inputs.set(input.name, input);
    else if (source.type !== input.type || !sameShape(source.dims, input.dims)) {
      throw new RangeError(
        `Cannot join ${encoder.name} and ${decoder.name}: "${input.name}" is ${describe(source)} ` +
          `of one and ${describe(input)} of the other, expected halves of one model`,
      );
    }
  }
  const code = made.get(VALUE_NAMES.code);
  const reconstruction = byName(decoder.outputs).get(VALUE_NAMES.reconstruction);
  if (code === undefined || reconstruction === undefined) {
    throw new RangeError(
      `Cannot join ${encoder.name} and ${decoder.name}: expected one that gives "${VALUE_NAMES.code}" and ` +
        `one that gives "${VALUE_NAMES.reconstruction}"`,
    );
  }
  const read = decoder.inputs.filter(({ name }) => made.has(name));
  return {
    kind: "ensemble",
    name,
    maxBatch: Math.min(encoder.maxBatch, decoder.maxBatch),
    inputs: [...inputs.values()],
    outputs: [reconstruction, code],
    steps: [
      {
        model: encoder.name,
        inputs: same(encoder.inputs),
        // Outputs that nobody reads are left out: a server need not keep them.
        outputs: same([
          ...new Map([code, ...read].map((tensor) => [tensor.name, tensor])).values(),
        ]),
      },
      { model: decoder.name, inputs: same(decoder.inputs), outputs: same([reconstruction]) },
    ],
  };
}

function byName(tensors: readonly TritonTensor[]): ReadonlyMap<string, TritonTensor> {
  return new Map(tensors.map((tensor) => [tensor.name, tensor]));
}

/** The map of a step whose tensors have the names that they have in the ensemble. */
function same(tensors: readonly TritonTensor[]): Record<string, string> {
  return Object.fromEntries(tensors.map(({ name }) => [name, name]));
}

function describe({ type, dims }: TritonTensor): string {
  return `${type} ${formatShape(dims)}`;
}
