import { kindOf } from "./attribute.ts";
import type { Field, Model, Tensor } from "./messages.ts";
import { refusal } from "./refusal.ts";
import { withRawData } from "./with_raw_data.ts";
import { codecOf, fieldsOf } from "./codecs.ts";
import { WIRE, WireReader, type WireType } from "./wire_reader.ts";

/** Protobuf refuses longer messages. */
const LONGEST_FILE = 2 ** 31 - 1;
/** A deep network has thousands; an object for each of 2³¹ empty messages would fill the memory. */
const MOST_MESSAGES = 2 ** 18;
/** Numbers outside `raw_data` take more memory than their bytes do. */
const MOST_NUMBERS = 2 ** 26;
/** Long enough for any name or note. */
const LONGEST_STRING = 2 ** 24;

/**
 * Reads the bytes of an ONNX file that anybody may have written; `name` is how errors call it.
 *
 * Every length is checked before anything is allocated, fields that a newer format adds are
 * skipped, and tensors come back with all values in `rawData`, a view of the file's bytes where it
 * held them so. It does not check that the model makes sense: `checkModel` does. Throws a
 * SyntaxError that names the file and the field for what is truncated, damaged, out of bounds, kept
 * in other files, or changes what a model means in a way Isthmus does not know.
 */
export function decodeModel(bytes: Uint8Array, name: string): Model {
  const state: State = { path: [], messages: 0, numbers: 0 };
  try {
    if (bytes.length === 0) throw new RangeError("the file is empty");
    if (bytes.length > LONGEST_FILE) throw new RangeError("it is longer than 2 GiB");
    // The table that drives the reader is the one that the type is derived from.
    return readMessage(new WireReader(bytes), "ModelProto", state) as unknown as Model;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const where = state.path.length === 0 ? "" : `field ${state.path.join(".")}: `;
    throw refusal(name, `${where}${error.message}`);
  }
}

interface State {
  /** The field being read; an error leaves it as it is. */
  readonly path: string[];
  messages: number;
  numbers: number;
}

type Values = Record<string, unknown>;

function readMessage(reader: WireReader, name: string, state: State): Values {
  count(state);
  const fields = fieldsOf(name);
  const values: Values = {};
  for (const [key, [, , rule]] of fields) if (rule === "repeated") values[key] = [];
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const entry = fields.find(([, field]) => field[0] === number);
    if (wireType === WIRE.startGroup || wireType === WIRE.endGroup) {
      throw new SyntaxError(`number ${number} is a group, which the format does not have`);
    }
    if (entry === undefined) {
      reader.skip(wireType);
      continue;
    }
    const [key, field] = entry;
    const many = field[2] === "repeated" || field[2] === "packed";
    const list = many ? (values[key] ??= []) as unknown[] : [];
    const before = values[key];
    state.path.push(field[2] === "repeated" ? `${key}[${list.length}]` : key);
    readField(reader, { wireType, field, list, state });
    if (!many) {
      if (before !== undefined && codecOf(field[1]) === undefined) {
        throw new SyntaxError("it occurs twice");
      }
      values[key] = list[0];
    }
    state.path.pop();
  }
  for (const [key, [, , rule]] of fields) {
    if (rule !== "required" || values[key] !== undefined) continue;
    state.path.push(key);
    throw new SyntaxError("it is missing");
  }
  if (name === "TensorProto") return withRawData(values as unknown as Tensor);
  if (name === "AttributeProto") checkKind(values);
  return values;
}

function count(state: State): void {
  if (++state.messages > MOST_MESSAGES) {
    throw new RangeError(`it holds more than ${MOST_MESSAGES} messages and texts`);
  }
}

/** Reads one element of a field onto the list, or many where numbers are packed. */
function readField(
  reader: WireReader,
  { wireType, field: [, type, rule], list, state }: {
    wireType: WireType;
    field: Field;
    list: unknown[];
    state: State;
  },
): void {
  if (rule === "refused") throw new SyntaxError("Isthmus does not support it");
  const codec = codecOf(type);
  const expected = codec?.wireType ?? WIRE.lengthDelimited;
  if (wireType === WIRE.lengthDelimited && expected === WIRE.lengthDelimited) {
    const content = lengthChecked(reader, type);
    // Names take memory of their own; readMessage counts messages.
    if (codec !== undefined) count(state);
    list.push(
      codec === undefined
        ? readMessage(new WireReader(content.bytes()), type, state)
        : codec.read(content),
    );
    return;
  }
  const packed = rule !== "required" && rule !== "optional" &&
    wireType === WIRE.lengthDelimited;
  if (codec === undefined || (wireType !== expected && !packed)) {
    throw new SyntaxError(`it has wire type ${wireType}, expected ${expected}`);
  }
  const numbers = packed ? new WireReader(lengthChecked(reader, type).bytes()) : reader;
  for (let first = true; packed ? numbers.pos < numbers.len : first; first = false) {
    if (++state.numbers > MOST_NUMBERS) {
      throw new RangeError(`the file holds more than ${MOST_NUMBERS} numbers outside raw_data`);
    }
    list.push(codec.read(numbers));
  }
}

/** The reader itself, once the length that follows is known to fit what is left. */
function lengthChecked(reader: WireReader, type: string): WireReader {
  const start = reader.pos;
  const length = reader.uint32();
  if (length > reader.len - reader.pos) {
    throw new RangeError(`its ${length} bytes pass the end of the ${reader.len - reader.pos} left`);
  }
  if (type === "string" && length > LONGEST_STRING) {
    throw new RangeError(`its ${length} bytes are more than the ${LONGEST_STRING} of a string`);
  }
  reader.pos = start;
  return reader;
}

function checkKind(values: Values): void {
  const { name, type, s } = values as { name: string; type: number; s?: Uint8Array };
  if (kindOf(type) === undefined) {
    throw new SyntaxError(`attribute "${name}" is of type ${type}, which Isthmus does not support`);
  }
  if (s === undefined) return;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(s);
  } catch {
    throw new SyntaxError(`the text of attribute "${name}" is not UTF-8`);
  }
}
