import { fromHalves } from "../core/half_floats.ts";
import { sameShape, sizeOf } from "../core/shape.ts";
import { elementTypeOf, floatsOf, type Graph, type Node, type Tensor } from "../onnx/mod.ts";

/** The code of floats in `TensorProto.DataType`. */
const FLOAT = 1;

/**
 * The graph with its weights as floats of 32 bits, where it stores them in fewer behind `Cast`, and `Mul`
 * with a scale for each place along an axis: these nodes are computed here, once.
 */
export function decodeWeights(graph: Graph): Graph {
  const stored = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const node = graph.node.filter((each) => {
    const values = decode(each, each.input.map((name) => stored.get(name)));
    if (!values) return true;
    const [name] = each.output, { dims } = stored.get(each.input[0])!;
    stored.set(name, {
      dims,
      dataType: FLOAT,
      name,
      rawData: new Uint8Array(values.buffer),
    });
  });
  const read = new Set([...graph.output.map(({ name }) => name), ...node.flatMap((n) => n.input)]);
  return { ...graph, node, initializer: [...stored.values()].filter((x) => read.has(x.name!)) };
}

/** The floats that a node makes of stored tensors; undefined where it is none that decodes. */
function decode(
  { opType, attribute }: Node,
  [x, scale]: readonly (Tensor | undefined)[],
): Float32Array<ArrayBuffer> | undefined {
  if (!x) return undefined;
  const { dims } = x, type = elementTypeOf(x.dataType), { buffer } = x.rawData!.slice();
  if (opType === "Cast" && attribute[0].i === FLOAT) {
    if (type === "float16") return fromHalves(new Uint16Array(buffer));
    if (type === "int8") return new Float32Array(new Int8Array(buffer));
  }
  if (opType !== "Mul" || type !== "float" || !scale) return undefined;
  const axis = scale.dims.findIndex((size) => size > 1);
  if (!sameShape(scale.dims, dims.map((size, i) => i === axis ? size : 1))) return undefined;
  const values = new Float32Array(buffer), scales = floatsOf(scale);
  const inner = sizeOf(dims.slice(axis + 1));
  for (let i = 0, line = 0; i < values.length; line++) {
    for (const end = i + inner; i < end; i++) values[i] *= scales[line % scales.length];
  }
  return values;
}
