import type { Attribute, Tensor } from "./messages.ts";

/** The value of an attribute of each kind. */
export interface AttributeValues {
  readonly float: number;
  readonly int: number;
  readonly string: string;
  readonly tensor: Tensor;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
}

/** A kind of attribute. */
export type AttributeKind = keyof AttributeValues;

/** The value of an attribute of any kind. */
export type AttributeValue = AttributeValues[AttributeKind];

interface KindFormat<T> {
  /** Its number in `AttributeProto.AttributeType`. */
  readonly code: number;
  accepts(value: unknown): value is T;
  put(value: T): Partial<Attribute>;
  get(attribute: Attribute): T | undefined;
}

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && Number.isFinite(Math.fround(value));

/** The form in which an attribute's message keeps each kind. */
export const attributeKinds: {
  readonly [K in AttributeKind]: KindFormat<AttributeValues[K]>;
} = {
  float: { code: 1, accepts: isNumber, put: (f) => ({ f }), get: ({ f }) => f },
  int: { code: 2, accepts: isInteger, put: (i) => ({ i }), get: ({ i }) => i },
  string: {
    code: 3,
    accepts: (value): value is string => typeof value === "string",
    put: (value) => ({ s: new TextEncoder().encode(value) }),
    get: ({ s }) => s === undefined ? undefined : new TextDecoder().decode(s),
  },
  tensor: {
    code: 4,
    accepts: (value): value is Tensor =>
      typeof value === "object" && value !== null && "dataType" in value,
    put: (t) => ({ t }),
    get: ({ t }) => t,
  },
  floats: {
    code: 6,
    accepts: (value): value is number[] => Array.isArray(value) && value.every(isNumber),
    put: (floats) => ({ floats }),
    get: ({ floats }) => floats,
  },
  ints: {
    code: 7,
    accepts: (value): value is number[] => Array.isArray(value) && value.every(isInteger),
    put: (ints) => ({ ints }),
    get: ({ ints }) => ints,
  },
};

/** The message of an attribute; throws a TypeError when the value is not of that kind. */
export function createAttribute(
  name: string,
  { kind, value }: { kind: AttributeKind; value: unknown },
): Attribute {
  const format = attributeKinds[kind] as KindFormat<unknown>;
  if (!format.accepts(value)) {
    throw new TypeError(
      `Cannot set attribute "${name}" to ${JSON.stringify(value)}: expected ${kind}`,
    );
  }
  return { name, floats: [], ints: [], type: format.code, ...format.put(value) };
}

/** The kind of a code of `AttributeProto.AttributeType`, or undefined for one Isthmus lacks. */
export function kindOf(type: Attribute["type"]): AttributeKind | undefined {
  for (const [kind, { code }] of Object.entries(attributeKinds)) {
    if (code === type) return kind as AttributeKind;
  }
  return undefined;
}
