import { toHalves } from "../core/half_floats.ts";
import {
  checkModel,
  createAttribute,
  elementTypeOf,
  elementTypes,
  floatsOf,
  type Model,
  type Node,
  type Tensor,
} from "../onnx/mod.ts";
import { channelAxis } from "./channel_axis.ts";
import type { PrecisionOptions } from "./precision.ts";
import { quantizeChannels } from "./quantize_channels.ts";

/** Smaller tensors stay as they are: their nodes would take more bytes than they save. */
const FEWEST_VALUES = 256;

/** Stored tensors in the place of a weight, and the nodes that make the weight of them. */
interface Encoded {
  readonly tensors: readonly Tensor[];
  readonly nodes: readonly Node[];
}

/**
 * The model with its weights stored as 16-bit floats behind `Cast` (fp16), or as whole numbers of 8 bits
 * behind `Cast` and a `Mul` with the scale of each channel (int8). It takes, gives and computes with floats
 * of 32 bits as before; what has fewer than two axes, such as biases, stays as it is.
 *
 * Not `DequantizeLinear`: of a product behind that, ONNX Runtime rounds the inputs to 8 bits as well unless
 * it is told otherwise, whereas the nodes here are computed once, when a model is loaded.
 *
 * Throws a RangeError, one sentence, for weights past the largest float of 16 bits, for what is no number,
 * and for a model whose weights are smaller already.
 */
export function toPrecision(
  model: Model,
  { precision, percentile = 100 }: PrecisionOptions,
): Model {
  const { graph } = model;
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot store the weights of "${graph.name}" as ${precision}: ${why}`);
  };
  const known = model.metadataProps.find(({ key }) => key === "precision");
  if (known) refuse(`they are ${known.value} already, export from the run itself`);
  const nodes: Node[] = [], initializer: Tensor[] = [];
  for (const tensor of graph.initializer) {
    const { name = "", dims } = tensor;
    if (elementTypeOf(tensor.dataType) !== "float" || dims.length < 2) {
      initializer.push(tensor);
      continue;
    }
    const weights = floatsOf(tensor);
    if (weights.length < FEWEST_VALUES) {
      initializer.push(tensor);
      continue;
    }
    if (!weights.every(Number.isFinite)) refuse(`"${name}" holds what is no number`);
    const encoded = precision === "fp16"
      ? asHalves(tensor, weights, refuse)
      : asBytes(tensor, weights, { axis: channelAxis(graph, name), percentile });
    initializer.push(...encoded.tensors);
    nodes.push(...encoded.nodes);
  }
  const smaller = { ...model, graph: { ...graph, node: [...nodes, ...graph.node], initializer } };
  checkModel(smaller);
  return smaller;
}

function asHalves(
  { name = "", dims }: Tensor,
  weights: Float32Array,
  refuse: (why: string) => never,
): Encoded {
  const halves = toHalves(weights), input = `${name}/fp16`;
  if (halves.some((half) => (half & 0x7fff) === 0x7c00)) {
    refuse(`"${name}" reaches past 65,504, the largest float of 16 bits; int8 has no such end`);
  }
  return {
    tensors: [tensorOf(input, { type: "float16", dims, values: halves })],
    nodes: [castNode(input, name)],
  };
}

function asBytes(
  { name = "", dims }: Tensor,
  weights: Float32Array,
  { axis, percentile }: { axis: number; percentile: number },
): Encoded {
  const { values, scales } = quantizeChannels(weights, { shape: dims, axis, percentile });
  const input = `${name}/int8`, whole = `${name}/whole`, scale = `${name}/scale`;
  const along = dims.map((size, i) => i === axis ? size : 1);
  return {
    tensors: [
      tensorOf(input, { type: "int8", dims, values }),
      tensorOf(scale, { type: "float", dims: along, values: scales }),
    ],
    nodes: [
      castNode(input, whole),
      { input: [whole, scale], output: [name], name: `${name}/mul`, opType: "Mul", attribute: [] },
    ],
  };
}

function castNode(input: string, output: string): Node {
  const attribute = [createAttribute("to", { kind: "int", value: elementTypes.float.code })];
  return { input: [input], output: [output], name: `${output}/cast`, opType: "Cast", attribute };
}

function tensorOf(
  name: string,
  { type, dims, values }: {
    type: keyof typeof elementTypes;
    dims: readonly number[];
    values: Uint16Array<ArrayBuffer> | Int8Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
  },
): Tensor {
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { dims, dataType: elementTypes[type].code, name, rawData };
}
