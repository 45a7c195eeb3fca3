import { type Shape, sizeOf } from "../core/shape.ts";
import type { AttributeValue } from "../onnx/mod.ts";
import type { LiteEngine } from "./lite_engine.ts";

/** The element types that values have: 64-bit integers are kept in 32 bits, truth as 0 and 1. */
export type LiteType = "float" | "int32" | "int64" | "bool";

/** A value of a graph in the memory of an engine. */
export interface LiteValue {
  readonly type: LiteType;
  readonly shape: Shape;
  /** The byte where it starts. */
  readonly at: number;
  /** A view of it, row-major. */
  readonly values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
}

/** The value of an attribute of a node, or its default. */
export type Attributes = (name: string) => AttributeValue | undefined;

/** One node before its values have places: their shapes, [] for one that is left out. */
export interface LiteSizes {
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
  readonly engine: LiteEngine;
  readonly attribute: Attributes;
}

/** The number of 4-byte elements that an operator needs beside its values. */
export interface LiteRoom {
  /** While it runs. */
  readonly scratch?: number;
  /** From when it is prepared on. */
  readonly kept?: number;
}

/** One node with the values that it reads and writes, all shapes known. */
export interface LiteCall {
  /** Undefined for one that is left out. */
  readonly inputs: readonly (LiteValue | undefined)[];
  /** Undefined for one that nothing names. */
  readonly outputs: readonly (LiteValue | undefined)[];
  /** The bytes where the memory starts that the operator asked for by `room`. */
  readonly scratch: number;
  readonly kept: number;
  readonly engine: LiteEngine;
  readonly attribute: Attributes;
  /** True where an input is stored in the file, so that it is known while preparing. */
  isStored(input: number): boolean;
  /** The values of a short stored input; undefined where it is left out. */
  constant(input: number): readonly number[] | undefined;
}

/** The computation of an operator by the engine. */
export interface LiteOperator {
  /** True where it computes with its first input, which must be floats then. */
  readonly floats?: true;
  /**
   * True where the first output is the first input under another shape, so that nothing is moved.
   */
  readonly alias?: true;
  /** True where its output may lie where its first input does, which nothing else reads by then. */
  readonly inPlace?: true;
  /** The memory that it needs; throws as `prepare` does. */
  room?(sizes: LiteSizes): LiteRoom;
  /**
   * Prepares what a run does; throws a RangeError that says what the engine lacks of the operator.
   */
  prepare?(call: LiteCall): () => void;
}

/** The value of an input or output that must be there. */
export function valueOf(values: LiteCall["inputs"], i: number): LiteValue {
  const value = values[i];
  if (value === undefined) throw new RangeError(`its value ${i} is left out`);
  return value;
}

/** A whole number that is an attribute. */
export function intOf(call: Pick<LiteCall, "attribute">, name: string): number {
  return call.attribute(name) as number;
}

/** Throws a RangeError unless an attribute, where it is given, has one of the supported values. */
export function mustBe(
  call: Pick<LiteCall, "attribute">,
  name: string,
  ...expected: readonly AttributeValue[]
): void {
  const found = call.attribute(name);
  if (found === undefined || expected.includes(found)) return;
  throw new RangeError(
    `its ${name} is ${found}, and the lite engine only has ${expected.join(" or ")}`,
  );
}

/** The sizes before an axis, of it, and behind it. */
export function aroundAxis(
  shape: Shape,
  axis: number,
): { axis: number; outer: number; size: number; inner: number } {
  const at = axis < 0 ? axis + shape.length : axis;
  return {
    axis: at,
    outer: sizeOf(shape.slice(0, at)),
    size: shape[at],
    inner: sizeOf(shape.slice(at + 1)),
  };
}
