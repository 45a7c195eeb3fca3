import type { Shape } from "../core/shape.ts";
import { attributesOfNode, type Node, nodeTitle, operatorOf, type ValueType } from "../onnx/mod.ts";
import type { Attributes, LiteCall, LiteValue } from "./lite_call.ts";
import type { LiteEngine } from "./lite_engine.ts";
import { liteOperatorOf } from "./operators.ts";
import type { PlacedNode } from "./place_values.ts";

/** A node with what computes it and the memory that this needs. */
export interface SizedNode extends PlacedNode {
  readonly what: string;
  readonly attribute: Attributes;
  readonly kept: number;
}

/** The operator that computes a node; throws a RangeError for what the engine lacks of it. */
export function sizedNode(
  node: Node,
  { place, types, engine }: {
    place: number;
    types: ReadonlyMap<string, ValueType>;
    engine: LiteEngine;
  },
): SizedNode {
  const what = nodeTitle(node, place);
  const operator = liteOperatorOf(node.opType), rules = operatorOf(node.opType);
  if (operator === undefined || rules === undefined) {
    throw new RangeError(`it lacks the operator of ${what}, which ONNX Runtime may have`);
  }
  const type = types.get(node.input[0])?.elementType;
  if (operator.floats && type !== "float") {
    throw new RangeError(`${what} computes with ${type}, expected float`);
  }
  const attributes = attributesOfNode(node, rules);
  const attribute: Attributes = (name) => attributes.get(name);
  const shapes = (names: readonly string[]) => names.map((name) => shapeOf(types.get(name)));
  const [inputs, outputs] = [shapes(node.input), shapes(node.output)];
  const { scratch = 0, kept = 0 } = named(
    what,
    () => operator.room?.({ inputs, outputs, engine, attribute }) ?? {},
  );
  return { what, operator, attribute, input: node.input, output: node.output, scratch, kept };
}

/** The work of a run for a node whose values have their places. */
export function prepareNode(
  { what, input, output, operator, attribute }: SizedNode,
  { values, types, weights, ...places }: {
    values: ReadonlyMap<string, LiteValue>;
    types: ReadonlyMap<string, ValueType>;
    weights: ReadonlyMap<string, number>;
    engine: LiteEngine;
    scratch: number;
    kept: number;
  },
): () => void {
  const call: LiteCall = {
    ...places,
    inputs: input.map((name) => values.get(name)),
    outputs: output.map((name) => values.get(name)),
    attribute,
    isStored: (i) => weights.has(input[i]),
    constant: (i) => input[i] ? types.get(input[i])?.constant : undefined,
  };
  return named(what, () => operator.prepare?.(call) ?? (() => {}));
}

/** Says of which node a refusal is. */
function named<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${what}: ${error.message}`);
  }
}

/** The shape of a value, [] for one that is left out. */
export function shapeOf(type: ValueType | undefined): Shape {
  return (type?.shape ?? []) as Shape;
}
