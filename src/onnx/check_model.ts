import { declaredType } from "./declared_type.ts";
import { formatDimensions } from "./dimension.ts";
import { inferGraph, type InferredGraph } from "./infer_graph.ts";
import type { ValueType } from "./infer_node.ts";
import type { Graph, Model, ValueInfo } from "./messages.ts";
import { IR_VERSION, OPSET_VERSION } from "./operators.ts";

/**
 * Checks that a model says one thing and can run.
 *
 * Versions, names (each value is defined once), the order of the nodes, operators, attributes,
 * element types, shapes (computed against declared), sizes of initializers, initializers that
 * nothing reads, and outputs that nothing produces. Throws a TypeError with the first fault.
 */
export function checkModel(model: Model): void {
  const [fault] = faultsOf(model);
  if (fault !== undefined) {
    throw new TypeError(`Cannot accept model "${model.graph.name}": ${fault}`);
  }
}

/** Everything that `checkModel` objects to, in the order in which it was met. */
export function faultsOf(
  model: Model,
  { values, faults }: InferredGraph = inferGraph(model.graph),
): readonly string[] {
  const { graph } = model;
  return [
    ...versionFaults(model),
    ...(graph.name === "" ? ["its graph has no name"] : []),
    ...faults,
    ...declarationFaults(graph, values),
    ...unusedFaults(graph),
  ];
}

function versionFaults({ irVersion, opsetImport, metadataProps }: Model): string[] {
  const faults: string[] = [];
  if (irVersion !== IR_VERSION) {
    faults.push(`its IR version is ${irVersion}, expected ${IR_VERSION}`);
  }
  const standard = opsetImport.filter(({ domain }) => !domain || domain === "ai.onnx");
  if (standard.length !== 1 || standard[0].version !== OPSET_VERSION) {
    faults.push(
      `its opset is [${standard.map(({ version }) => version)}], expected ${OPSET_VERSION}`,
    );
  }
  for (const { domain } of opsetImport) {
    if (domain && domain !== "ai.onnx") {
      faults.push(`it needs operators of the domain "${domain}", which Isthmus does not know`);
    }
  }
  const keys = new Set<string>();
  for (const { key } of metadataProps) {
    if (keys.has(key)) faults.push(`its metadata has two entries "${key}"`);
    keys.add(key);
  }
  return faults;
}

function declarationFaults(graph: Graph, values: ReadonlyMap<string, ValueType>): string[] {
  const faults: string[] = [];
  const outputs = new Set<string>();
  if (graph.output.length === 0) faults.push("its graph has no outputs");
  for (const output of graph.output) {
    const fault = outputs.has(output.name)
      ? "is declared a second time"
      : !values.has(output.name)
      ? "is produced by nothing"
      : declaredType(output).elementType === undefined
      ? "has no known type"
      : disagreement(output, values.get(output.name));
    outputs.add(output.name);
    if (fault !== undefined) faults.push(`output "${output.name}" ${fault}`);
  }
  for (const info of graph.valueInfo) {
    const fault = disagreement(info, values.get(info.name));
    if (fault !== undefined) faults.push(`value "${info.name}" ${fault}`);
  }
  return faults;
}

/** The contradiction of a declaration to what was computed, or undefined. */
function disagreement(info: ValueInfo, computed: ValueType | undefined): string | undefined {
  const declared = declaredType(info);
  if (computed?.elementType !== undefined && declared.elementType !== undefined) {
    if (declared.elementType !== computed.elementType) {
      return `is declared ${declared.elementType} but computed as ${computed.elementType}`;
    }
  }
  if (computed?.shape === undefined || declared.shape === undefined) return undefined;
  const sizes = computed.shape;
  const agree = declared.shape.length === sizes.length &&
    declared.shape.every((size, i) => size === null || sizes[i] === null || size === sizes[i]);
  return agree
    ? undefined
    : `is declared ${formatDimensions(declared.shape)} but computed as ${formatDimensions(sizes)}`;
}

function unusedFaults(graph: Graph): string[] {
  const used = new Set([
    ...graph.node.flatMap(({ input }) => input),
    ...graph.output.map(({ name }) => name),
  ]);
  return graph.initializer
    .filter(({ name }) => name && !used.has(name))
    .map(({ name }) => `initializer "${name}" is read by nothing`);
}
