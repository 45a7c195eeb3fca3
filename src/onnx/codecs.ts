import { type BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type Field, messages, type Scalars } from "./messages.ts";

/** The way of a scalar from the wire; `encodeModel` writes it there. */
export interface Codec<T> {
  readonly wireType: WireType;
  read(reader: BinaryReader): T;
}

/** The codec of each scalar type. */
export const codecs: { readonly [T in keyof Scalars]: Codec<Scalars[T]> } = {
  int32: {
    wireType: WireType.Varint,
    read: (reader) => reader.int32(),
  },
  int64: {
    wireType: WireType.Varint,
    read(reader) {
      const value = Number(reader.int64());
      if (!Number.isSafeInteger(value)) throw new RangeError("it is an integer past 2^53");
      return value;
    },
  },
  wideInt64: {
    wireType: WireType.Varint,
    read: (reader) => BigInt(reader.int64()),
  },
  float: {
    wireType: WireType.Bit32,
    read: (reader) => reader.float(),
  },
  double: {
    wireType: WireType.Bit64,
    read: (reader) => reader.double(),
  },
  string: {
    wireType: WireType.LengthDelimited,
    read: (reader) => reader.string(true),
  },
  bytes: {
    wireType: WireType.LengthDelimited,
    read: (reader) => reader.bytes() as Uint8Array<ArrayBuffer>,
  },
};

/** The codec of a scalar type, or undefined where `type` names a message. */
export function codecOf(type: string): Codec<unknown> | undefined {
  return Object.hasOwn(codecs, type) ? codecs[type as keyof Scalars] as Codec<unknown> : undefined;
}

const tables: ReadonlyMap<string, readonly (readonly [string, Field])[]> = new Map(
  Object.entries(messages).map(([name, fields]) => [name, Object.entries(fields)]),
);

/** The fields of a message with their names, in the order of their numbers. */
export function fieldsOf(message: string): readonly (readonly [string, Field])[] {
  return tables.get(message) ?? [];
}
