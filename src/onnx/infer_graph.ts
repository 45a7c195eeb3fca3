import { sizeOf } from "../core/shape.ts";
import { declaredType, inputFault } from "./declared_type.ts";
import { type Dimensions, HIGHEST_RANK, isSize } from "./dimension.ts";
import { type ElementType, elementTypeOf, elementTypes } from "./element_type.ts";
import { inferNode, type ValueType } from "./infer_node.ts";
import type { Graph, Node, Tensor } from "./messages.ts";
import { nodeTitle } from "./node_title.ts";
import { operatorOf, OPSET_VERSION } from "./operators.ts";

/** Everything that is known of a graph before it runs. */
export interface InferredGraph {
  /** Every value by name: inputs, initializers and the outputs of nodes. */
  readonly values: ReadonlyMap<string, ValueType>;
  /** The faults of the inputs, initializers and nodes, in the order of the file. */
  readonly faults: readonly string[];
}

/** Integers past this count are weights, not axes or sizes. */
const LONGEST_CONSTANT = 256;

/** A file that is wrong in more places is as wrong, and each fault takes memory. */
const MOST_FAULTS = 1000;

const unknown: ValueType = { elementType: undefined, shape: undefined };

/** The element type and shape of every value of a graph, and the faults met on the way. */
export function inferGraph(graph: Graph): InferredGraph {
  const values = new Map<string, ValueType>();
  const faults: string[] = [];
  const report = (fault: string) => {
    if (faults.length < MOST_FAULTS) faults.push(fault);
  };
  const define = (name: string, { what, type }: { what: string; type: ValueType }) => {
    if (name === "") report(`${what} has no name`);
    else if (values.has(name)) report(`${what} defines "${name}" a second time`);
    else values.set(name, type);
  };
  graph.input.forEach((input, i) => {
    const type = declaredType(input);
    const what = `graph.input[${i}]`;
    const fault = inputFault(type);
    if (fault !== undefined) report(`${what} "${input.name}" ${fault}`);
    define(input.name, { what, type: fault === undefined ? type : unknown });
  });
  graph.initializer.forEach((tensor, i) => {
    const what = `graph.initializer[${i}]`;
    const fault = tensorFault(tensor);
    const { name = "" } = tensor;
    if (fault !== undefined) report(`${what} "${name}" ${fault}`);
    define(name, { what, type: fault === undefined ? tensorType(tensor) : unknown });
  });
  const producers = producersOf(graph);
  const names = new Set<string>();
  graph.node.forEach((node, i) => {
    const what = nodeTitle(node, i);
    if (node.name && names.has(node.name)) report(`two nodes have the name "${node.name}"`);
    names.add(node.name ?? "");
    for (const name of node.input) {
      if (name === "" || values.has(name)) continue;
      const producer = producers.get(name);
      report(
        producer === undefined
          ? `${what} reads "${name}", which nothing produces`
          : `${what} reads "${name}", which ${producer} produces only later or in a cycle`,
      );
    }
    const types = outputTypes(node, { values, fault: (why) => report(`${what}: ${why}`) });
    node.output.forEach((name, at) => {
      if (name !== "") define(name, { what, type: types[at] ?? unknown });
    });
  });
  return { values, faults };
}

/** The type of a stored tensor, with its values where they are few. */
export function tensorType(tensor: Tensor): ValueType {
  const elementType = elementTypeOf(tensor.dataType);
  const type = { elementType, shape: tensor.dims as Dimensions };
  if (sizeOf(tensor.dims) > LONGEST_CONSTANT) return type;
  const bytes = tensor.rawData?.slice().buffer ?? new ArrayBuffer(0);
  const constant = elementType && constantOf(elementType, bytes);
  return { ...type, ...(constant && { constant }) };
}

function constantOf(elementType: ElementType, bytes: ArrayBuffer): readonly number[] | undefined {
  switch (elementType) {
    case "int64":
      return Array.from(new BigInt64Array(bytes), Number);
    case "int32":
      return [...new Int32Array(bytes)];
    case "float":
      return [...new Float32Array(bytes)];
    default:
      return undefined;
  }
}

/** The fault of a stored tensor, or undefined. */
function tensorFault({ dims, dataType, rawData }: Tensor): string | undefined {
  const elementType = elementTypeOf(dataType);
  if (elementType === undefined) return `has the data type ${dataType}, which is not known`;
  if (dims.length > HIGHEST_RANK) return `has more than ${HIGHEST_RANK} axes`;
  if (!dims.every(isSize)) {
    return `has the shape [${dims}], which is not a list of sizes`;
  }
  const expected = sizeOf(dims) * elementTypes[elementType].bytes;
  const held = rawData?.length ?? 0;
  if (held === expected) return undefined;
  return `of shape [${dims}] holds ${held} bytes, expected ${expected}`;
}

function producersOf(graph: Graph): ReadonlyMap<string, string> {
  return new Map(
    graph.node.flatMap((node, i) => node.output.map((name) => [name, nodeTitle(node, i)] as const)),
  );
}

function outputTypes(
  node: Node,
  { values, fault }: {
    values: ReadonlyMap<string, ValueType>;
    fault: (why: string) => void;
  },
): readonly ValueType[] {
  const operator = node.domain ? undefined : operatorOf(node.opType);
  if (operator === undefined) {
    fault(`it is not an operator of opset ${OPSET_VERSION} that Isthmus knows`);
    return [];
  }
  const inputs = node.input.map((name) => name === "" ? undefined : values.get(name) ?? unknown);
  try {
    const types = inferNode(node, { operator, inputs });
    if (node.opType !== "Constant") return types;
    const value = node.attribute[0]?.t;
    if (value === undefined) return types;
    const why = tensorFault(value);
    if (why === undefined) return [tensorType(value)];
    fault(`its value ${why}`);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    fault(error.message);
    return [];
  }
}
