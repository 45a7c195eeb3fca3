import type { AttributeKind, AttributeValue, AttributeValues } from "../attribute.ts";
import type { Dimensions } from "../dimension.ts";
import type { ElementType } from "../element_type.ts";

/** The setting of an operator: its kind, and its default or that it must be given. */
export interface AttributeRule<K extends AttributeKind = AttributeKind> {
  readonly kind: K;
  readonly default?: AttributeValues[K];
  readonly required?: true;
  /** The texts that it may be, where not any will do. */
  readonly oneOf?: readonly string[];
}

/**
 * An operator of the ONNX standard as it stands at opset 17.
 *
 * Inputs and outputs are written `name: type`, `name?: type` where one may be left out and
 * `name*: type` where any number may follow; a type is an element type or a key of `types`.
 */
export interface Operator {
  /** The opset in which this definition began. */
  readonly since: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The types that each type variable may be; all values of one variable have one element type. */
  readonly types?: Readonly<Record<string, readonly ElementType[]>>;
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  /**
   * The shapes of the outputs; undefined for a shape of unknown rank. It is called only when the
   * ranks of all inputs are known, and throws a RangeError that says why shapes do not fit.
   */
  shapes(call: OperatorCall): readonly (Dimensions | undefined)[];
  /** The element type of the outputs where no input tells it. */
  elementType?(call: OperatorCall): ElementType | undefined;
}

/** A use of an operator: all that shape inference may look at. */
export interface OperatorCall {
  readonly shapes: readonly Dimensions[];
  /** The number of outputs that the node names. */
  readonly outputCount: number;
  /** True when the input is there: an optional one may be left out. */
  given(input: number): boolean;
  /** The values of a short input that are known before the graph runs, such as axes or sizes. */
  constant(input: number): readonly number[] | undefined;
  /** The value of an attribute, or its default. */
  attribute(name: string): AttributeValue | undefined;
}

/** One input or output of an operator. */
export interface Formal {
  readonly name: string;
  readonly type: string;
  readonly occurs: "once" | "optional" | "variadic";
}

/** Reads `name: type`, `name?: type` or `name*: type`. */
export function parseFormal(text: string): Formal {
  const [, name, mark, type] = /^(\w+)([?*]?): (\w+)$/.exec(text) ?? [];
  if (name === undefined) throw new SyntaxError(`Cannot read "${text}" as an operator's value`);
  const occurs = mark === "?" ? "optional" : mark === "*" ? "variadic" : "once";
  return { name, type, occurs };
}

/** Types with arithmetic. */
export const numeric: readonly ElementType[] = ["float", "int32", "int64"];
/** Types of real functions. */
export const real: readonly ElementType[] = ["float"];
/** Types of positions. */
export const positional: readonly ElementType[] = ["int32", "int64"];
/** Types of operators that only move values. */
export const everyType: readonly ElementType[] = ["float", "int32", "int64", "bool"];

/** An attribute with a default. */
export function attribute<K extends AttributeKind>(
  kind: K,
  value: AttributeValues[K],
): AttributeRule<K> {
  return { kind, default: value };
}

/** A text attribute that is one of these, the first by default. */
export function choice(...oneOf: readonly [string, ...string[]]): AttributeRule<"string"> {
  return { kind: "string", default: oneOf[0], oneOf };
}

/** An attribute that must be given. */
export function required<K extends AttributeKind>(kind: K): AttributeRule<K> {
  return { kind, required: true };
}

/** An attribute that may be left out and has no fixed default. */
export function optional<K extends AttributeKind>(kind: K): AttributeRule<K> {
  return { kind };
}

/** An `int` attribute of a call that the operator's table gives a default or requires. */
export function intOf(call: OperatorCall, name: string): number {
  return call.attribute(name) as number;
}

/** An `ints` attribute of a call, undefined where it was left out. */
export function intsOf(
  call: Pick<OperatorCall, "attribute">,
  name: string,
): readonly number[] | undefined {
  return call.attribute(name) as readonly number[] | undefined;
}

/** An axis counted from the front; throws a RangeError for one that the rank does not have. */
export function axisOf(axis: number, rank: number): number {
  if (axis < -rank || axis >= rank) {
    throw new RangeError(`axis ${axis} is outside a shape of ${rank} axes`);
  }
  return axis < 0 ? axis + rank : axis;
}
