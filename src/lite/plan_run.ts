import { type Shape, sizeOf } from "../core/shape.ts";
import { type Graph, inferGraph, type ValueType } from "../onnx/mod.ts";
import type { LiteType, LiteValue } from "./lite_call.ts";
import type { LiteEngine } from "./lite_engine.ts";
import { placeValues } from "./place_values.ts";
import { prepareNode, shapeOf, sizedNode } from "./prepare_node.ts";

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
  for (const { name } of graph.input) checked(name);
  const nodes = graph.node.map((node, place) => {
    for (const name of node.output) if (name !== "") checked(name);
    return sizedNode(node, { place, types, engine });
  });
  const start = engine.top;
  const { places, scratches, size } = placeValues(nodes, {
    inputs: graph.input.map(({ name }) => name),
    outputs: graph.output.map(({ name }) => name),
    weights,
    start,
    elementsOf: (name) => sizeOf(shapeOf(types.get(name))),
  });
  engine.allocate(size / 4);
  const kept = nodes.map(({ kept }) => engine.allocate(kept));
  engine.grow();
  const values = new Map<string, LiteValue>();
  for (const [name, at] of places) values.set(name, view(engine, { type: types.get(name)!, at }));
  const steps = nodes.map((node, i) =>
    prepareNode(node, { values, types, weights, engine, scratch: scratches[i], kept: kept[i] })
  );
  return {
    values,
    run() {
      for (const step of steps) step();
    },
  };

  function checked(name: string): void {
    const type = types.get(name), shape = shapeOf(type);
    if (!type?.shape || shape.some((size) => !Number.isSafeInteger(size) || size < 0)) {
      throw new RangeError(`the shape of "${name}" is not known before it is computed`);
    }
    if (!TYPES.includes(type.elementType as LiteType)) {
      throw new RangeError(`"${name}" is ${type.elementType}, expected ${TYPES.join(" or ")}`);
    }
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

function view(
  engine: LiteEngine,
  { type, at }: { type: ValueType; at: number },
): LiteValue {
  const shape = shapeOf(type), length = sizeOf(shape), elementType = type.elementType as LiteType;
  const values = elementType === "float" ? engine.floats(at, length) : engine.integers(at, length);
  return { type: elementType, shape, at, values };
}
