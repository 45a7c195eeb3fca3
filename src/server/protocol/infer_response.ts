import { requestFault } from "../../requests/request_fault.ts";
import type { WantedOutput } from "./infer_request.ts";
import type { NamedTensor } from "./tensor_spec.ts";

/** An answer to an inference request, before it has a form. */
export interface InferAnswer {
  readonly model: string;
  readonly version: string;
  readonly id?: string | undefined;
  /** The outputs of the model by their names. */
  readonly outputs: Readonly<Record<string, NamedTensor>>;
  readonly wanted: readonly WantedOutput[];
}

/** The body of an answer, and how many of its bytes are JSON where tensors follow. */
export interface InferBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly jsonLength?: number;
}

/**
 * Writes an answer of the protocol: JSON, and behind it the bytes of what is wanted so, little-endian.
 *
 * Throws a RequestFault for an output that JSON cannot hold, as it has no word for infinity.
 */
export function formatInferResponse(
  { model, version, id, outputs, wanted }: InferAnswer,
): InferBody {
  const tails: Uint8Array<ArrayBuffer>[] = [];
  const described = wanted.map(({ name, isBinary }) => {
    const { datatype, shape, values } = outputs[name];
    if (!isBinary) return { name, datatype, shape, data: numbersOf(name, values) };
    tails.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return { name, datatype, shape, parameters: { binary_data_size: values.byteLength } };
  });
  const json = encoder.encode(JSON.stringify({
    model_name: model,
    model_version: version,
    ...(id !== undefined && { id }),
    outputs: described,
  }));
  if (tails.length === 0) return { bytes: json };
  const size = tails.reduce((sum, { length }) => sum + length, json.length);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of [json, ...tails]) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, jsonLength: json.length };
}

const encoder = new TextEncoder();

/** The values of an output as JSON has them. */
function numbersOf(name: string, values: NamedTensor["values"]): number[] {
  const numbers = Array.from(values as ArrayLike<number | bigint>, Number);
  if (numbers.every(Number.isFinite)) return numbers;
  throw requestFault(
    `Cannot answer with "${name}" in JSON: it holds numbers that are not finite, as the input is too ` +
      `large or not a number; ask for binary_data to see them`,
  );
}
