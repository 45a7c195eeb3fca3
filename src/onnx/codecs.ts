import { type Field, messages, type Scalars } from "./messages.ts";
import { WIRE, type WireReader, type WireType } from "./wire_reader.ts";

/** The way of a scalar from the wire; `encodeModel` writes it there. */
export interface Codec<T> {
  readonly wireType: WireType;
  read(reader: WireReader): T;
}

/** The codec of each scalar type. */
export const codecs: { readonly [T in keyof Scalars]: Codec<Scalars[T]> } = {
  int32: {
    wireType: WIRE.varint,
    read: (reader) => reader.int32(),
  },
  int64: {
    wireType: WIRE.varint,
    read(reader) {
      const value = Number(reader.int64());
      if (!Number.isSafeInteger(value)) throw new RangeError("it is an integer past 2^53");
      return value;
    },
  },
  wideInt64: {
    wireType: WIRE.varint,
    read: (reader) => reader.int64(),
  },
  float: {
    wireType: WIRE.bit32,
    read: (reader) => reader.float(),
  },
  double: {
    wireType: WIRE.bit64,
    read: (reader) => reader.double(),
  },
  string: {
    wireType: WIRE.lengthDelimited,
    read: (reader) => reader.string(),
  },
  bytes: {
    wireType: WIRE.lengthDelimited,
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
