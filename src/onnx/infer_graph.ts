import { type Dimensions, HIGHEST_RANK } from "./dimension.ts";
import { type ElementType, elementTypeOf, elementTypes } from "./element_type.ts";
import { inferNode, type ValueType } from "./infer_node.ts";
import type { Graph, Node, Tensor, ValueInfo } from "./messages.ts";
import { operatorOf, OPSET_VERSION } from "./operators.ts";

/** What is known of a graph before it runs. */
export interface InferredGraph {
  /** Every value by name: inputs, initializers and the outputs of nodes. */
  readonly values: ReadonlyMap<string, ValueType>;
  /** What is wrong with the inputs, initializers and nodes, in the order of the file. */
  readonly faults: readonly string[];
}

/** Integers past this count are weights, not axes or sizes. */
const LONGEST_CONSTANT = 256;

const unknown: ValueType = { elementType: undefined, shape: undefined };

/** The element type and shape of every value of a graph, and the faults met on the way. */
export function inferGraph(graph: Graph): InferredGraph {
  const values = new Map<string, ValueType>();
  const faults: string[] = [];
  const define = (name: string, { what, type }: { what: string; type: ValueType }) => {
    if (name === "") faults.push(`${what} has no name`);
    else if (values.has(name)) faults.push(`${what} defines "${name}" a second time`);
    else values.set(name, type);
  };
  graph.input.forEach((input, i) => {
    const type = declaredType(input);
    const what = `graph.input[${i}]`;
    const fault = type.elementType === undefined
      ? "has no known type"
      : (type.shape ?? []).length > HIGHEST_RANK
      ? `has more than ${HIGHEST_RANK} axes`
      : undefined;
    if (fault !== undefined) faults.push(`${what} "${input.name}" ${fault}`);
    define(input.name, { what, type: fault === undefined ? type : unknown });
  });
  graph.initializer.forEach((tensor, i) => {
    const what = `graph.initializer[${i}]`;
    const fault = tensorFault(tensor);
    if (fault !== undefined) faults.push(`${what} "${tensor.name}" ${fault}`);
    define(tensor.name ?? "", { what, type: fault === undefined ? tensorType(tensor) : unknown });
  });
  const producers = producersOf(graph);
  const names = new Set<string>();
  graph.node.forEach((node, i) => {
    const what = `node "${node.name || i}" (${node.opType})`;
    if (node.name && names.has(node.name)) faults.push(`two nodes have the name "${node.name}"`);
    names.add(node.name ?? "");
    for (const name of node.input) {
      if (name === "" || values.has(name)) continue;
      const producer = producers.get(name);
      faults.push(
        producer === undefined
          ? `${what} reads "${name}", which nothing produces`
          : `${what} reads "${name}", which node "${producer}" produces only later or in a cycle`,
      );
    }
    const types = outputTypes(node, { values, fault: (why) => faults.push(`${what}: ${why}`) });
    node.output.forEach((name, at) => {
      if (name !== "") define(name, { what, type: types[at] ?? unknown });
    });
  });
  return { values, faults };
}

/** The type that a graph declares for a value. */
export function declaredType({ type }: ValueInfo): ValueType {
  if (type === undefined) return unknown;
  const { elemType, shape } = type.tensorType;
  return {
    elementType: elementTypeOf(elemType),
    // A name wins over a number only where there is no number, as in the format.
    shape: shape?.dim.map(({ dimValue, dimParam }) => dimValue ?? (dimParam || null)),
  };
}

/** The type of a stored tensor, with its values where they are few. */
export function tensorType(tensor: Tensor): ValueType {
  const elementType = elementTypeOf(tensor.dataType);
  const type = { elementType, shape: tensor.dims as Dimensions };
  if (tensor.dims.reduce((a, b) => a * b, 1) > LONGEST_CONSTANT) return type;
  const bytes = tensor.rawData?.slice().buffer ?? new ArrayBuffer(0);
  return { ...type, constant: elementType && constantOf(elementType, bytes) };
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

/** What is wrong with a stored tensor, or undefined. */
function tensorFault({ dims, dataType, rawData }: Tensor): string | undefined {
  const elementType = elementTypeOf(dataType);
  if (elementType === undefined) return `has the data type ${dataType}, which is not known`;
  if (dims.length > HIGHEST_RANK) return `has more than ${HIGHEST_RANK} axes`;
  if (!dims.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    return `has the shape [${dims}], which is not a list of sizes`;
  }
  const expected = dims.reduce((a, b) => a * b, 1) * elementTypes[elementType].bytes;
  const held = rawData?.length ?? 0;
  if (held === expected) return undefined;
  return `of shape [${dims}] holds ${held} bytes, expected ${expected}`;
}

function producersOf(graph: Graph): ReadonlyMap<string, string | number> {
  return new Map(
    graph.node.flatMap((node, i) => node.output.map((name) => [name, node.name || i] as const)),
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
