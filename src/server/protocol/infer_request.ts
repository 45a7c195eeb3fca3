import { isRecord } from "../../core/parse_record.ts";
import { describeJson, oneLine } from "../../core/one_line.ts";
import { formatShape, sameShape, sizeOf } from "../../core/shape.ts";
import { binaryValues, jsonValues } from "./request_values.ts";
import { requestFault } from "../../requests/request_fault.ts";
import { DATATYPES, type NamedTensor, type TensorSpec } from "./tensor_spec.ts";

/** The header that says where the JSON of a body ends and its tensors begin. */
export const HEADER_LENGTH = "Inference-Header-Content-Length";

/** An inference that is asked for, checked against the model that it is for. */
export interface InferRequest {
  /** The client's own name of the request, which is sent back. */
  readonly id?: string;
  /** The number of examples. */
  readonly rows: number;
  /** Every input of the model. */
  readonly inputs: Readonly<Record<string, NamedTensor>>;
  /** The outputs that are wanted, in the order in which they were asked for. */
  readonly outputs: readonly WantedOutput[];
}

/** An output that is wanted. */
export interface WantedOutput {
  readonly name: string;
  /** True where its values come behind the JSON, as bytes. */
  readonly isBinary: boolean;
}

/** A model, as far as requests are checked against it. */
export interface InferTarget {
  readonly name: string;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** The most characters of a request's own name. */
const LONGEST_ID = 256;

/**
 * Reads the body of an inference request of the Open Inference Protocol v2, with or without the binary
 * tensor extension; `headerLength` is the value of its header, null where there is none.
 *
 * Throws a RequestFault, one sentence, for everything that is not as the protocol and the model want it.
 */
export function parseInferRequest(
  body: Uint8Array<ArrayBuffer>,
  headerLength: string | null,
  model: InferTarget,
): InferRequest {
  const jsonLength = jsonLengthOf(headerLength, body.length);
  if (jsonLength === 0) return rawRequest(body, model);
  const head = parseJson(body.subarray(0, jsonLength));
  const { id, inputs, outputs, parameters } = head;
  if (id !== undefined && (typeof id !== "string" || id.length > LONGEST_ID)) {
    throw fault(`its id is ${describeJson(id)}, expected a text of at most ${LONGEST_ID} letters`);
  }
  const tensors = readInputs(inputs, body.subarray(jsonLength), model);
  return {
    ...(id !== undefined && { id }),
    rows: rowsOf(tensors),
    inputs: Object.fromEntries(tensors.map((tensor) => [tensor.name, tensor])),
    outputs: wantedOutputs(outputs, flagOf(parameters, "binary_data_output") ?? false, model),
  };
}

function fault(why: string) {
  return requestFault(`Cannot read the request: ${why}`);
}

/** The number of bytes of JSON that a body begins with. */
function jsonLengthOf(header: string | null, size: number): number {
  if (header === null) return size === 0 ? refuseEmpty() : size;
  const length = /^\d{1,15}$/.test(header) ? Number(header) : NaN;
  if (length <= size) return length;
  throw fault(
    `its ${HEADER_LENGTH} is "${oneLine(header, { longest: 40 })}", expected a number of at most ` +
      `the ${size} bytes of the body`,
  );
}

function refuseEmpty(): never {
  throw fault("it has no body, expected a JSON object");
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw fault("it is not JSON");
  }
  if (isRecord(value)) return value;
  throw fault(`it is ${describeJson(value)}, expected a JSON object`);
}

/** A body that is the values of one example and nothing else. */
function rawRequest(body: Uint8Array<ArrayBuffer>, model: InferTarget): InferRequest {
  const [spec, ...others] = model.inputs;
  if (others.length > 0) {
    throw fault(
      `it is bytes alone, and ${model.name} has ${model.inputs.length} inputs; name them in JSON`,
    );
  }
  const expected = sizeOf(spec.shape) * DATATYPES[spec.datatype];
  if (body.length !== expected) {
    throw fault(
      `it is ${body.length} bytes alone, expected the ${expected} of one example; say the shape of ` +
        `more in JSON`,
    );
  }
  const shape = [1, ...spec.shape];
  const values = binaryValues(body, { ...spec, shape });
  return {
    rows: 1,
    inputs: { [spec.name]: { ...spec, shape, values } },
    outputs: model.outputs.map(({ name }) => ({ name, isBinary: true })),
  };
}

function readInputs(
  inputs: unknown,
  tail: Uint8Array<ArrayBuffer>,
  model: InferTarget,
): NamedTensor[] {
  if (!Array.isArray(inputs)) {
    throw fault(`its inputs are ${describeJson(inputs)}, expected a list`);
  }
  const known = new Map(model.inputs.map((spec) => [spec.name, spec]));
  if (inputs.length > known.size) {
    throw fault(`it has ${inputs.length} inputs, ${model.name} takes ${known.size}`);
  }
  const tensors: NamedTensor[] = [];
  let at = 0;
  for (const input of inputs) {
    const { name, size } = described(input);
    const spec = known.get(name);
    if (!spec || tensors.some((tensor) => tensor.name === name)) {
      const names = model.inputs.map((each) => `"${each.name}"`).join(", ");
      throw fault(
        `it gives ${spec ? "twice the" : "an"} input ${
          describeJson(name)
        }, expected ${names} of ${model.name}`,
      );
    }
    if (size !== undefined && at + size > tail.length) {
      throw fault(
        `"${name}" lies past the end of the body, which has ${tail.length} bytes of tensors`,
      );
    }
    const bytes = size === undefined ? undefined : tail.subarray(at, at + size);
    at += size ?? 0;
    tensors.push(readInput(input as Record<string, unknown>, spec, bytes));
  }
  if (at !== tail.length) {
    throw fault(`its body has ${tail.length} bytes behind the JSON, its inputs name ${at}`);
  }
  const missing = model.inputs.find(({ name }) => !tensors.some((tensor) => tensor.name === name));
  if (missing) throw fault(`it lacks the input "${missing.name}" of ${model.name}`);
  return tensors;
}

/** The name of an input, and how many bytes of the body are its own, where it has some. */
function described(input: unknown): { name: string; size: number | undefined } {
  if (!isRecord(input)) throw fault(`an input is ${describeJson(input)}, expected an object`);
  const { name, parameters } = input;
  if (typeof name !== "string") throw fault(`an input has the name ${describeJson(name)}`);
  if (parameters === undefined) return { name, size: undefined };
  if (!isRecord(parameters)) {
    throw fault(`the parameters of an input are ${describeJson(parameters)}, expected an object`);
  }
  const size = parameters.binary_data_size;
  if (size === undefined) return { name, size };
  if (Number.isSafeInteger(size) && Number(size) >= 0) return { name, size: Number(size) };
  throw fault(
    `the binary_data_size of an input is ${describeJson(size)}, expected a number of bytes`,
  );
}

function readInput(
  { datatype, shape, data }: Record<string, unknown>,
  spec: TensorSpec,
  bytes: Uint8Array<ArrayBuffer> | undefined,
): NamedTensor {
  const { name } = spec;
  if (datatype !== spec.datatype) {
    throw fault(
      `"${name}" has the datatype ${describeJson(datatype)}, expected "${spec.datatype}"`,
    );
  }
  const own = checkedShape(shape, spec);
  const tensor = { name, datatype: spec.datatype, shape: own };
  if (bytes && data !== undefined) throw fault(`"${name}" has data in JSON and in bytes`);
  return { ...tensor, values: bytes ? binaryValues(bytes, tensor) : jsonValues(data, tensor) };
}

function checkedShape(shape: unknown, { name, shape: own }: TensorSpec): readonly number[] {
  const isFit = Array.isArray(shape) && Number.isSafeInteger(shape[0]) && shape[0] > 0 &&
    sameShape(shape.slice(1), own);
  if (isFit) return shape;
  const given = Array.isArray(shape) && shape.every((axis) => typeof axis === "number")
    ? oneLine(formatShape(shape), { longest: 60 })
    : describeJson(shape);
  throw fault(
    `"${name}" has shape ${given}, expected [N${own.map((axis) => `, ${axis}`).join("")}]`,
  );
}

/** The number of examples that all inputs agree on. */
function rowsOf([{ name, shape: [rows] }, ...others]: readonly NamedTensor[]): number {
  for (const other of others) {
    if (other.shape[0] === rows) continue;
    throw fault(`"${name}" has ${rows} examples and "${other.name}" ${other.shape[0]}`);
  }
  return rows;
}

function wantedOutputs(outputs: unknown, isBinary: boolean, model: InferTarget): WantedOutput[] {
  if (outputs === undefined || (Array.isArray(outputs) && outputs.length === 0)) {
    return model.outputs.map(({ name }) => ({ name, isBinary }));
  }
  if (!Array.isArray(outputs)) {
    throw fault(`its outputs are ${describeJson(outputs)}, expected a list`);
  }
  const names = model.outputs.map(({ name }) => name), wanted: WantedOutput[] = [];
  for (const output of outputs) {
    const name = isRecord(output) ? output.name : undefined;
    if (typeof name !== "string" || !names.includes(name) || wanted.some((w) => w.name === name)) {
      throw fault(
        `it asks for the output ${describeJson(name)}, expected ${
          names.map((each) => `"${each}"`).join(", ")
        } of ${model.name}, each once`,
      );
    }
    const { parameters } = output as Record<string, unknown>;
    wanted.push({ name, isBinary: flagOf(parameters, "binary_data") ?? isBinary });
  }
  return wanted;
}

/** A switch among parameters; undefined where it is not there. */
function flagOf(parameters: unknown, name: string): boolean | undefined {
  if (parameters === undefined) return undefined;
  if (!isRecord(parameters)) {
    throw fault(`its parameters are ${describeJson(parameters)}, expected an object`);
  }
  const flag = parameters[name];
  if (flag === undefined || typeof flag === "boolean") return flag;
  throw fault(`its ${name} is ${describeJson(flag)}, expected true or false`);
}
