import * as node from "onnxruntime-node";
import * as web from "onnxruntime-web/wasm";
import { encodeModel, type GraphBuilder } from "../../src/onnx/mod.ts";

/** The two runtimes that a graph must run in. */
export const runtimes = { "onnxruntime-node": node, "onnxruntime-web": web } as const;

/** The output "y" of a finished graph without inputs: its values as numbers and its shape. */
export async function evaluate(
  name: keyof typeof runtimes,
  graph: GraphBuilder,
): Promise<{ shape: readonly number[]; values: number[] }> {
  const bytes = encodeModel(graph.finish({ producerName: "test", producerVersion: "0" }));
  const { InferenceSession, Tensor } = runtimes[name];
  const session = await InferenceSession.create(bytes);
  try {
    const { y } = await session.run({ zero: new Tensor("float32", Float32Array.of(0), [1]) });
    const data = await y.getData() as Float32Array | BigInt64Array;
    return { shape: y.dims, values: Array.from(data, Number) };
  } finally {
    await session.release();
  }
}
