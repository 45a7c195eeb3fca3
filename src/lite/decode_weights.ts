import { fromHalves } from "../core/half_floats.ts";
import { sameShape } from "../core/shape.ts";
import { elementTypeOf, type Graph, type Node, type Tensor } from "../onnx/mod.ts";

/** The code of floats in `TensorProto.DataType`. */
const FLOAT = 1;

/** A graph whose weights are floats of 32 bits. */
export interface DecodedGraph {
  readonly graph: Graph;
  /** The stored scales that weights are still to be multiplied by, by the names of these. */
  readonly scales: ReadonlyMap<string, Tensor>;
}

/**
 * The graph without the nodes that make floats of 32 bits of weights which it stores in fewer: `Cast`, and
 * `Mul` with a scale for each place along an axis.
 */
export function decodeWeights(graph: Graph): DecodedGraph {
  const stored = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const scales = new Map<string, Tensor>();
  const node = graph.node.filter((each) => {
    const [name] = each.output, [x, scale] = each.input.map((name) => stored.get(name));
    const rawData = x && decode(each, x, scale);
    // What waits for its own scale is left to the engine.
    if (!rawData || each.input.some((name) => scales.has(name))) return true;
    stored.set(name, { dims: x.dims, dataType: FLOAT, name, rawData });
    if (scale) scales.set(name, scale);
  });
  const read = new Set([
    ...graph.output.map(({ name }) => name),
    ...node.flatMap(({ input }) => input),
    ...[...scales.values()].map(({ name }) => name),
  ]);
  const initializer = [...stored.values()].filter(({ name }) => read.has(name!));
  return { graph: { ...graph, node, initializer }, scales };
}

/** The bytes of the floats that a node makes of a stored tensor, but for a scale; undefined for others. */
function decode(
  { opType, attribute }: Node,
  { dims, dataType, rawData }: Tensor,
  scale: Tensor | undefined,
): Uint8Array<ArrayBuffer> | undefined {
  const type = elementTypeOf(dataType);
  if (opType === "Mul" && type === "float" && scale) {
    const axis = scale.dims.findIndex((size) => size > 1);
    if (sameShape(scale.dims, dims.map((size, i) => i === axis ? size : 1))) return rawData;
  }
  if (opType !== "Cast" || attribute[0].i !== FLOAT) return undefined;
  const { buffer } = rawData!.slice();
  const values = type === "float16"
    ? fromHalves(new Uint16Array(buffer))
    : type === "int8"
    ? new Float32Array(new Int8Array(buffer))
    : undefined;
  return values && new Uint8Array(values.buffer);
}
