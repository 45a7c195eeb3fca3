import { attributeKinds, type AttributeValue, kindOf } from "./attribute.ts";
import { type Dimensions, formatDimensions, HIGHEST_RANK, isSize } from "./dimension.ts";
import type { ElementType } from "./element_type.ts";
import type { Node } from "./messages.ts";
import type { Formal, Operator, OperatorCall } from "./operators/operator.ts";
import { parseFormal } from "./operators/operator.ts";

/** Attributes list at most two numbers for each axis. */
const LONGEST_LIST = 2 * HIGHEST_RANK;

/** Everything that is known of a value before the graph runs; undefined is unknown. */
export interface ValueType {
  readonly elementType: ElementType | undefined;
  readonly shape: Dimensions | undefined;
  /** The values themselves, for short constants. */
  readonly constant?: readonly number[];
}

/**
 * The types of a node's outputs, from those of its inputs (undefined for one left out).
 *
 * Throws a RangeError or TypeError that says what is wrong with the node: how many inputs and
 * outputs it has, its attributes, its inputs' element types or their shapes.
 */
export function inferNode(
  node: Node,
  { operator, inputs }: { operator: Operator; inputs: readonly (ValueType | undefined)[] },
): readonly ValueType[] {
  const formalInputs = match(operator.inputs, node.input, "input");
  const formalOutputs = match(operator.outputs, node.output, "output");
  const attributes = attributesOfNode(node, operator);
  const bound = bindTypes(formalInputs, { operator, inputs });
  const call: OperatorCall = {
    shapes: inputs.map((input) => input?.shape ?? []),
    outputCount: node.output.length,
    given: (i) => inputs[i] !== undefined,
    constant: (i) => inputs[i]?.constant,
    attribute: (name) => attributes.get(name),
  };
  const known = inputs.every((input) => input === undefined || input.shape !== undefined);
  const shapes = known ? operator.shapes(call) : [];
  return formalOutputs.map(({ type }, i) => {
    const shape = shapes[i];
    if (shape !== undefined && shape.length > HIGHEST_RANK) {
      throw new RangeError(`its output has ${shape.length} axes, more than ${HIGHEST_RANK}`);
    }
    if (shape?.some((size) => typeof size === "number" && !isSize(size))) {
      throw new RangeError(`its output has the sizes ${formatDimensions(shape)}`);
    }
    const allowed = operator.types?.[type];
    const elementType = allowed === undefined
      ? type as ElementType
      : bound.get(type) ?? operator.elementType?.(call) ??
        (allowed.length === 1 ? allowed[0] : undefined);
    return { elementType, shape };
  });
}

/** The formal value of each name; names past the first of a variadic one share it. */
function match(
  texts: readonly string[],
  names: readonly string[],
  what: "input" | "output",
): readonly Formal[] {
  const formals = texts.map(parseFormal);
  const last = formals.at(-1);
  const variadic = last?.occurs === "variadic";
  // A variadic value occurs at least once.
  const least = formals.filter((formal) => formal.occurs !== "optional").length;
  if (names.length < least || (!variadic && names.length > formals.length)) {
    const most = variadic ? "or more" : least === formals.length ? "" : `to ${formals.length}`;
    throw new RangeError(
      `it has ${names.length} ${what}s, expected ${[least, most].join(" ").trim()}`,
    );
  }
  return names.map((name, i) => {
    const formal = formals[Math.min(i, formals.length - 1)];
    if (name === "" && formal.occurs !== "optional") {
      throw new RangeError(`its ${what} "${formal.name}" has no name`);
    }
    return formal;
  });
}

/** The attributes of a node with their defaults; throws a TypeError for one that does not belong. */
export function attributesOfNode(
  node: Node,
  { attributes }: Operator,
): Map<string, AttributeValue> {
  const values = new Map<string, AttributeValue>();
  for (const [name, rule] of Object.entries(attributes)) {
    if (rule.default !== undefined) values.set(name, rule.default);
  }
  const seen = new Set<string>();
  for (const attribute of node.attribute) {
    const { name } = attribute;
    const rule = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (rule === undefined) throw new TypeError(`it has no attribute "${name}"`);
    if (seen.has(name)) throw new TypeError(`attribute "${name}" occurs twice`);
    seen.add(name);
    const kind = kindOf(attribute.type);
    if (kind !== rule.kind) {
      throw new TypeError(
        `attribute "${name}" is of kind ${kind ?? attribute.type}, not ${rule.kind}`,
      );
    }
    const value = attributeKinds[kind].get(attribute);
    if (value === undefined) throw new TypeError(`attribute "${name}" has no value`);
    if (Array.isArray(value) && value.length > LONGEST_LIST) {
      throw new RangeError(
        `attribute "${name}" has ${value.length} values, more than ${LONGEST_LIST}`,
      );
    }
    if (rule.oneOf !== undefined && !rule.oneOf.includes(value as string)) {
      throw new RangeError(
        `attribute "${name}" is "${value}", expected ${rule.oneOf.join(" or ")}`,
      );
    }
    values.set(name, value);
  }
  for (const [name, rule] of Object.entries(attributes)) {
    if (rule.required && !seen.has(name)) throw new TypeError(`attribute "${name}" is missing`);
  }
  return values;
}

/** The element type of each type variable that an input fixes. */
function bindTypes(
  formals: readonly Formal[],
  { operator, inputs }: { operator: Operator; inputs: readonly (ValueType | undefined)[] },
): Map<string, ElementType> {
  const bound = new Map<string, ElementType>();
  formals.forEach(({ name, type }, i) => {
    const given = inputs[i]?.elementType;
    if (given === undefined) return;
    const allowed = operator.types?.[type] ?? [type];
    const before = bound.get(type);
    if (!allowed.includes(given) || (before !== undefined && before !== given)) {
      const shape = inputs[i]?.shape;
      throw new TypeError(
        `its input "${name}" is ${given}${shape ? formatDimensions(shape) : ""}, expected ` +
          (before ?? allowed.join(" or ")),
      );
    }
    if (operator.types?.[type] !== undefined) bound.set(type, given);
  });
  return bound;
}
