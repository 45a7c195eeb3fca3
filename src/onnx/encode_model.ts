import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { Model, Scalars } from "./messages.ts";
import { codecOf, fieldsOf } from "./codecs.ts";

/** Protobuf refuses longer messages. */
const LONGEST_MODEL = 2 ** 31 - 1;

// Apart from what reads them: pages read models, and write none.
const writers: {
  readonly [T in keyof Scalars]: (writer: BinaryWriter, value: Scalars[T]) => void;
} = {
  int32: (writer, value) => void writer.int32(value),
  int64: (writer, value) => void writer.int64(value),
  wideInt64: (writer, value) => void writer.int64(value),
  float: (writer, value) => void writer.float(value),
  double: (writer, value) => void writer.double(value),
  string: (writer, value) => void writer.string(value),
  bytes: (writer, value) => void writer.bytes(value),
};

/**
 * The bytes of an ONNX file.
 *
 * Fields go out in the order of their numbers and tensors as little-endian `raw_data`, so the same
 * content gives the same bytes, and the same bytes as the official library. Throws a RangeError for
 * weights past 2 GiB, which protobuf cannot hold.
 */
export function encodeModel(model: Model): Uint8Array<ArrayBuffer> {
  let weightBytes = 0;
  for (const { rawData } of model.graph.initializer) weightBytes += rawData?.length ?? 0;
  if (weightBytes > LONGEST_MODEL) {
    throw new RangeError(
      `Cannot encode model "${model.graph.name}": its weights take ${weightBytes} bytes, and a ` +
        `protobuf file holds 2 GiB at most`,
    );
  }
  const writer = new BinaryWriter();
  writeMessage(writer, "ModelProto", model);
  return writer.finish();
}

function writeMessage(writer: BinaryWriter, name: string, message: object): void {
  const values = message as Readonly<Record<string, unknown>>;
  for (const [key, [number, type, rule]] of fieldsOf(name)) {
    const value = values[key];
    if (value === undefined || rule === "refused") continue;
    const codec = codecOf(type);
    const write = writers[type as keyof Scalars] as (writer: BinaryWriter, value: unknown) => void;
    if (rule === "packed") {
      if (!Array.isArray(value) || value.length === 0 || codec === undefined) continue;
      writer.tag(number, WireType.LengthDelimited).fork();
      for (const each of value) write(writer, each);
      writer.join();
      continue;
    }
    for (const each of Array.isArray(value) ? value : [value]) {
      if (codec !== undefined) {
        writer.tag(number, codec.wireType);
        write(writer, each);
      } else {
        writer.tag(number, WireType.LengthDelimited).fork();
        writeMessage(writer, type, each);
        writer.join();
      }
    }
  }
}
