import type { OrtRuntime } from "../inference/mod.ts";
import { createGraph, encodeModel } from "../onnx/mod.ts";

/** The values that the small model is asked for, and what it must make of them. */
const INPUT = [0.5, -1, 3], OUTPUT = [1, -2, 6];

/**
 * Runs a small model, y = x + x, on a runtime. Throws an Error where the runtime refuses, and one of one
 * sentence where it answers something else.
 */
export async function tryRuntime(ort: OrtRuntime, session: object = {}): Promise<void> {
  const opened = await ort.InferenceSession.create(smallModel(), session);
  try {
    const x = new ort.Tensor("float32", Float32Array.from(INPUT), [1, INPUT.length]);
    const { y } = await opened.run({ x });
    const found = Array.from(await y.getData() as Float32Array);
    if (found.join() !== OUTPUT.join()) {
      throw new Error(`it computes wrongly: ${INPUT} doubled is ${found} on it`);
    }
  } finally {
    await opened.release();
  }
}

function smallModel(): Uint8Array {
  const graph = createGraph("double");
  const x = graph.input("x", ["batch", INPUT.length], "A batch of values");
  graph.output(graph.node("Add", [x, x]), "y", ["batch", INPUT.length], "Their doubles");
  return encodeModel(graph.finish({ producerName: "isthmus", producerVersion: "" }));
}
