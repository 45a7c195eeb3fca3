import { type AttributeKind, attributeKinds, type AttributeValues } from "./attribute.ts";
import type { Attribute, Tensor } from "./messages.ts";

/** The check of a value, and its place in a message. */
interface KindWriter<T> {
  accepts(value: unknown): value is T;
  put(value: T): Partial<Attribute>;
}

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && Number.isFinite(Math.fround(value));

// Apart from what reads them: pages read models, and write none.
const writers: { readonly [K in AttributeKind]: KindWriter<AttributeValues[K]> } = {
  float: { accepts: isNumber, put: (f) => ({ f }) },
  int: { accepts: isInteger, put: (i) => ({ i }) },
  string: {
    accepts: (value): value is string => typeof value === "string",
    put: (value) => ({ s: new TextEncoder().encode(value) }),
  },
  tensor: {
    accepts: (value): value is Tensor =>
      typeof value === "object" && value !== null && "dataType" in value,
    put: (t) => ({ t }),
  },
  floats: {
    accepts: (value): value is number[] => Array.isArray(value) && value.every(isNumber),
    put: (floats) => ({ floats }),
  },
  ints: {
    accepts: (value): value is number[] => Array.isArray(value) && value.every(isInteger),
    put: (ints) => ({ ints }),
  },
};

/** The message of an attribute; throws a TypeError when the value is not of that kind. */
export function createAttribute(
  name: string,
  { kind, value }: { kind: AttributeKind; value: unknown },
): Attribute {
  const writer = writers[kind] as KindWriter<unknown>;
  if (!writer.accepts(value)) {
    throw new TypeError(
      `Cannot set attribute "${name}" to ${JSON.stringify(value)}: expected ${kind}`,
    );
  }
  const { code } = attributeKinds[kind];
  return { name, floats: [], ints: [], type: code, ...writer.put(value) };
}
