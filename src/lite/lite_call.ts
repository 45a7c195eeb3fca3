import type { Shape } from "../core/shape.ts";
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

/** One node with the values that it reads and writes, all shapes known. */
export interface LiteCall {
  /** Undefined for one that is left out. */
  readonly inputs: readonly (LiteValue | undefined)[];
  /** Undefined for one that nothing names. */
  readonly outputs: readonly (LiteValue | undefined)[];
  /** The byte where the memory starts that the operator asked for by `scratch`. */
  readonly scratch: number;
  readonly engine: LiteEngine;
  /** The value of an attribute, or its default. */
  attribute(name: string): AttributeValue | undefined;
  /** The values of a short stored input; undefined where it is left out. */
  constant(input: number): readonly number[] | undefined;
}

/** How the engine computes an operator. */
export interface LiteOperator {
  /** Whether it computes with its first input, which must be floats then. */
  readonly floats?: true;
  /** Whether the first output is the first input under another shape, so that nothing is moved. */
  readonly alias?: true;
  /** How many floats of scratch memory it needs, from the shapes of its inputs and outputs. */
  scratch?(inputs: readonly Shape[], outputs: readonly Shape[]): number;
  /** What a run does; throws a RangeError that says what the engine lacks of the operator. */
  prepare?(call: LiteCall): () => void;
}

/** The value of an input or output that must be there. */
export function valueOf(values: LiteCall["inputs"], i: number): LiteValue {
  const value = values[i];
  if (value === undefined) throw new RangeError(`its value ${i} is left out`);
  return value;
}

/** A whole number that is an attribute. */
export function intOf(call: LiteCall, name: string): number {
  return call.attribute(name) as number;
}

/** A list of whole numbers that is an attribute, or as many of the default. */
export function intsOf(
  call: LiteCall,
  name: string,
  { length, value }: { length: number; value: number },
): readonly number[] {
  return call.attribute(name) as readonly number[] ?? Array<number>(length).fill(value);
}

/** Throws a RangeError unless an attribute, where it is given, has the one supported value. */
export function mustBe(call: LiteCall, name: string, expected: number | string): void {
  const found = call.attribute(name);
  const all = Array.isArray(found) ? found : [found];
  if (found === undefined || all.every((each) => each === expected)) return;
  throw new RangeError(`its ${name} is ${found}, and the lite engine only has ${expected}`);
}

/** The sizes before an axis, of it, and behind it. */
export function aroundAxis(
  shape: Shape,
  axis: number,
): { axis: number; outer: number; size: number; inner: number } {
  const at = axis < 0 ? axis + shape.length : axis;
  const product = (sizes: Shape) => sizes.reduce((a, b) => a * b, 1);
  return {
    axis: at,
    outer: product(shape.slice(0, at)),
    size: shape[at],
    inner: product(shape.slice(at + 1)),
  };
}
