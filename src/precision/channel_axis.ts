import type { Graph, Node } from "../onnx/mod.ts";

/**
 * The axis of a stored weight along which the channels of outputs lie that are made of it, as the first
 * node that reads it has them: those share a scale. Of a table whose rows are looked up, that of the rows.
 */
export function channelAxis({ node }: Graph, name: string): number {
  const reader = node.find(({ input }) => input.includes(name));
  switch (reader?.opType) {
    case "Gemm":
      return reader.input[0] === name
        ? Number(isSet(reader, "transA"))
        : 1 - Number(isSet(reader, "transB"));
    case "MatMul":
      return reader.input[0] === name ? 0 : 1;
    case "ConvTranspose":
      return 1;
    default:
      return 0;
  }
}

function isSet({ attribute }: Node, flag: string): boolean {
  return attribute.some(({ name, i }) => name === flag && i === 1);
}
