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
  get(attribute: Attribute): T | undefined;
}

/** The form in which an attribute's message is read to each kind; `createAttribute` writes it. */
export const attributeKinds: {
  readonly [K in AttributeKind]: KindFormat<AttributeValues[K]>;
} = {
  float: { code: 1, get: ({ f }) => f },
  int: { code: 2, get: ({ i }) => i },
  string: { code: 3, get: ({ s }) => s === undefined ? undefined : new TextDecoder().decode(s) },
  tensor: { code: 4, get: ({ t }) => t },
  floats: { code: 6, get: ({ floats }) => floats },
  ints: { code: 7, get: ({ ints }) => ints },
};

/** The kind of a code of `AttributeProto.AttributeType`, or undefined for one Isthmus lacks. */
export function kindOf(type: Attribute["type"]): AttributeKind | undefined {
  for (const [kind, { code }] of Object.entries(attributeKinds)) {
    if (code === type) return kind as AttributeKind;
  }
  return undefined;
}
