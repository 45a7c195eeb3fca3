import type { Tensor } from "./messages.ts";

/** The element types of tensors that Isthmus reads and writes. */
export type ElementType =
  | "float"
  | "uint8"
  | "int8"
  | "int32"
  | "int64"
  | "bool"
  | "float16"
  | "double";

/** A field of a tensor that may hold its values instead of `rawData`. */
export type StorageField = "floatData" | "int32Data" | "int64Data" | "doubleData";

/** The properties of an element type in the format. */
export interface ElementFormat {
  /** Its number in `TensorProto.DataType`. */
  readonly code: number;
  /** Bytes of one element in `rawData`. */
  readonly bytes: number;
  /** The field of numbers that the format lets a file use instead of `rawData`. */
  readonly storage: StorageField;
}

/** Every element type of the format that Isthmus knows. */
export const elementTypes: { readonly [T in ElementType]: ElementFormat } = {
  float: { code: 1, bytes: 4, storage: "floatData" },
  uint8: { code: 2, bytes: 1, storage: "int32Data" },
  int8: { code: 3, bytes: 1, storage: "int32Data" },
  int32: { code: 6, bytes: 4, storage: "int32Data" },
  int64: { code: 7, bytes: 8, storage: "int64Data" },
  bool: { code: 9, bytes: 1, storage: "int32Data" },
  float16: { code: 10, bytes: 2, storage: "int32Data" },
  double: { code: 11, bytes: 8, storage: "doubleData" },
};

/** The element type of a code of `TensorProto.DataType`, or undefined for one Isthmus lacks. */
export function elementTypeOf(code: Tensor["dataType"]): ElementType | undefined {
  for (const [type, format] of Object.entries(elementTypes)) {
    if (format.code === code) return type as ElementType;
  }
  return undefined;
}
