import type { AttributeValues } from "./attribute.ts";
import { elementwise } from "./operators/elementwise.ts";
import { joining } from "./operators/joining.ts";
import { layout } from "./operators/layout.ts";
import { linear } from "./operators/linear.ts";
import type { AttributeRule, Operator } from "./operators/operator.ts";
import { reduction } from "./operators/reduction.ts";
import { selection } from "./operators/selection.ts";
import { spatial } from "./operators/spatial.ts";

/** The opset that every graph of Isthmus declares. */
export const OPSET_VERSION = 17;

/** The version of the file format that every model of Isthmus declares. */
export const IR_VERSION = 8;

/**
 * The operators of opset 17 that a graph of Isthmus may use, by name.
 *
 * Of the element types that the standard allows, a rule names only float, int32, int64 and bool, and that
 * of `Cast` those of smaller weights as well.
 */
export const operators = {
  ...elementwise,
  ...linear,
  ...layout,
  ...joining,
  ...spatial,
  ...reduction,
  ...selection,
};

/** The name of a known operator. */
export type OperatorName = keyof typeof operators;

type ValueOf<R> = R extends AttributeRule<infer K> ? AttributeValues[K] : never;

/** The attributes that an operator takes; those with a default may be left out. */
export type AttributesOf<O extends OperatorName> = {
  readonly [A in keyof typeof operators[O]["attributes"]]?: ValueOf<
    typeof operators[O]["attributes"][A]
  >;
};

/** The rules of an operator, or undefined for a name that is not known. */
export function operatorOf(name: string): Operator | undefined {
  return Object.hasOwn(operators, name) ? operators[name as OperatorName] : undefined;
}
