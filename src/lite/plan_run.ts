import { type Shape, sizeOf } from "../core/shape.ts";
import {
  attributesOfNode,
  type Graph,
  inferGraph,
  type Node,
  operatorOf,
  type ValueType,
} from "../onnx/mod.ts";
import type { LiteCall, LiteType, LiteValue } from "./lite_call.ts";
import type { LiteEngine } from "./lite_engine.ts";
import { liteOperatorOf } from "./operators.ts";

/** A graph made ready for inputs of certain shapes. */
export interface PlannedRun {
  /** Every value by name. */
  readonly values: ReadonlyMap<string, LiteValue>;
  /** Computes all values from the inputs and weights that lie in them. */
  run(): void;
}

const TYPES: readonly LiteType[] = ["float", "int32", "int64", "bool"];

/**
 * Lays out all values of a graph for inputs of these shapes, and prepares what computes them.
 *
 * `weights` says where the initializers lie. Throws a RangeError that says why the graph cannot run
 * on such inputs, before any memory is allocated.
 */
export function planRun(
  graph: Graph,
  { shapes, weights, engine }: {
    shapes: Readonly<Record<string, Shape>>;
    weights: ReadonlyMap<string, number>;
    engine: LiteEngine;
  },
): PlannedRun {
  const { values: types, faults } = inferGraph(withShapes(graph, shapes));
  if (faults.length > 0) throw new RangeError(faults[0]);
  const places = new Map<string, { type: ValueType; at: number }>();
  for (const { name } of graph.input) placeOf(name);
  for (const [name, at] of weights) places.set(name, { type: types.get(name)!, at });
  const scratches = graph.node.map((node) => {
    const operator = liteOperatorOf(node.opType);
    const [input] = node.input, [output] = node.output;
    for (const name of node.output) {
      if (name === "") continue;
      if (operator?.alias && name === output) {
        places.set(name, { type: checked(name), at: places.get(input)!.at });
      } else {
        placeOf(name);
      }
    }
    const sizes = (names: readonly string[]) => names.map((name) => shapeOf(types.get(name)));
    return engine.allocate(operator?.scratch?.(sizes(node.input), sizes(node.output)) ?? 0);
  });
  engine.grow();
  const values = new Map<string, LiteValue>();
  for (const [name, { type, at }] of places) values.set(name, view(engine, { type, at }));
  const steps = graph.node.map((node, i) =>
    prepare(node, { values, types, engine, scratch: scratches[i] })
  );
  return {
    values,
    run() {
      for (const step of steps) step();
    },
  };

  function checked(name: string): ValueType {
    const type = types.get(name), shape = shapeOf(type);
    if (!type?.shape || shape.some((size) => !Number.isSafeInteger(size) || size < 0)) {
      throw new RangeError(`the shape of "${name}" is not known before it is computed`);
    }
    if (!TYPES.includes(type.elementType as LiteType)) {
      throw new RangeError(`"${name}" is ${type.elementType}, expected ${TYPES.join(" or ")}`);
    }
    return type;
  }

  function placeOf(name: string): void {
    const type = checked(name);
    places.set(name, { type, at: engine.allocate(sizeOf(shapeOf(type))) });
  }
}

/** The graph with the shapes of its inputs fixed. */
function withShapes(graph: Graph, shapes: Readonly<Record<string, Shape>>): Graph {
  return {
    ...graph,
    input: graph.input.map((input) => {
      if (input.type === undefined) return input;
      const dim = shapes[input.name].map((dimValue) => ({ dimValue }));
      return {
        ...input,
        type: { tensorType: { ...input.type.tensorType, shape: { dim } } },
      };
    }),
  };
}

function shapeOf(type: ValueType | undefined): Shape {
  return (type?.shape ?? []) as Shape;
}

function view(
  engine: LiteEngine,
  { type, at }: { type: ValueType; at: number },
): LiteValue {
  const shape = shapeOf(type), length = sizeOf(shape), elementType = type.elementType as LiteType;
  const values = elementType === "float" ? engine.floats(at, length) : engine.integers(at, length);
  return { type: elementType, shape, at, values };
}

function prepare(
  node: Node,
  { values, types, engine, scratch }: {
    values: ReadonlyMap<string, LiteValue>;
    types: ReadonlyMap<string, ValueType>;
    engine: LiteEngine;
    scratch: number;
  },
): () => void {
  const what = `node "${node.name}" (${node.opType})`;
  const operator = liteOperatorOf(node.opType), rules = operatorOf(node.opType);
  if (operator === undefined || rules === undefined) {
    throw new RangeError(`${what} is none of the operators that the lite engine has`);
  }
  const attributes = attributesOfNode(node, rules);
  const call: LiteCall = {
    inputs: node.input.map((name) => values.get(name)),
    outputs: node.output.map((name) => values.get(name)),
    scratch,
    engine,
    attribute: (name) => attributes.get(name),
    constant(i) {
      const name = node.input[i];
      return name ? types.get(name)?.constant : undefined;
    },
  };
  if (operator.floats && call.inputs[0]?.type !== "float") {
    throw new RangeError(`${what} computes with ${call.inputs[0]?.type}, expected float`);
  }
  try {
    return operator.prepare?.(call) ?? (() => {});
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${what}: ${error.message}`);
  }
}
