import { elementTypeOf, type Graph, type ValueInfo } from "../onnx/mod.ts";
import type { TritonTensor, TritonType } from "./model_config.ts";

const TYPES: Readonly<Record<NonNullable<ReturnType<typeof elementTypeOf>>, TritonType>> = {
  bool: "TYPE_BOOL",
  uint8: "TYPE_UINT8",
  int8: "TYPE_INT8",
  int32: "TYPE_INT32",
  int64: "TYPE_INT64",
  float16: "TYPE_FP16",
  float: "TYPE_FP32",
  double: "TYPE_FP64",
};

/** The inputs and outputs of a graph, as Triton asks for them. */
export interface GraphTensors {
  readonly inputs: readonly TritonTensor[];
  readonly outputs: readonly TritonTensor[];
}

/**
 * The inputs and outputs of the graph of a file, without their batch.
 *
 * Triton puts requests together along the first axis, so that each of them must have a free one there, and
 * fixed ones behind it. Throws a RangeError, one sentence that names `path`, where one has not.
 */
export function graphTensors({ input, output }: Graph, path: string): GraphTensors {
  return {
    inputs: input.map((value) => tensorOf(value, { kind: "input", path })),
    outputs: output.map((value) => tensorOf(value, { kind: "output", path })),
  };
}

function tensorOf(
  { name, type }: ValueInfo,
  { kind, path }: { kind: string; path: string },
): TritonTensor {
  const refuse = (why: string): never => {
    throw new RangeError(
      `Cannot serve ${path} by Triton: its ${kind} "${name}" ${why}, expected a free batch and fixed axes ` +
        "after it",
    );
  };
  const sizes = type?.tensorType.shape?.dim.map(({ dimValue, dimParam }) => dimValue ?? dimParam);
  const elementType = type && elementTypeOf(type.tensorType.elemType);
  if (sizes === undefined || elementType === undefined) return refuse("has no known shape or type");
  const [batch, ...dims] = sizes;
  if (batch === undefined) return refuse("is one value for all examples");
  const shape = `has shape [${sizes.map((size) => size || "?").join(", ")}]`;
  if (typeof batch === "number" || dims.length === 0) return refuse(shape);
  return {
    name,
    type: TYPES[elementType],
    dims: dims.map((size) => typeof size === "number" && size > 0 ? size : refuse(shape)),
  };
}
