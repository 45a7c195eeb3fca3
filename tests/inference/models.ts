import { createGraph, encodeModel, type GraphBuilder } from "../../src/onnx/mod.ts";

/** The files of a folder by their path. */
export type Files = Record<string, Uint8Array<ArrayBuffer>>;

/** The encoder's weight [4, 2], row by row; the decoder is its transpose. */
export const weight = Float32Array.of(1, 0, -1, 0.5, 2, -0.25, 0, 3);

const finish = (graph: GraphBuilder) =>
  encodeModel(graph.finish({ producerName: "test", producerVersion: "0" }));

/** An autoencoder of [2, 2, 1] to [2] and back, without activations: codes are x W. */
export function linearFiles(): Files {
  const store = (graph: GraphBuilder) =>
    graph.initializer("encoder.1.weight", { shape: [4, 2], values: weight });
  const encoder = createGraph("encoder");
  const flat = encoder.node("Flatten", [encoder.input("input", ["batch", 2, 2, 1])]);
  encoder.output(encoder.node("MatMul", [flat, store(encoder)]), "code", ["batch", 2]);

  const decoder = createGraph("decoder");
  const code = decoder.input("code", ["batch", 2]);
  const back = decoder.node("Gemm", [code, store(decoder)], { attributes: { transB: 1 } });
  const image = decoder.node("Reshape", [back, decoder.integers([0, 2, 2, 1])]);
  decoder.output(image, "reconstruction", ["batch", 2, 2, 1]);
  return {
    "preprocessor_config.json": preprocessor([2, 2, 1]),
    "onnx/encoder_model.onnx": finish(encoder),
    "onnx/decoder_model.onnx": finish(decoder),
  };
}

/** An autoencoder that keeps the 2 largest of 4 values, and tells the decoder where they were. */
export function switchFiles(): Files {
  const encoder = createGraph("encoder");
  const input = encoder.input("input", ["batch", 4]);
  encoder.node("TopK", [input, encoder.integers([2])], { outputs: ["top", "at"] });
  encoder.output("top", "code", ["batch", 2]);
  encoder.output("at", "switches.0", ["batch", 2]);

  const decoder = createGraph("decoder");
  const code = decoder.input("code", ["batch", 2]);
  const at = decoder.integerInput("switches.0", ["batch", 2]);
  const sum = decoder.node("ReduceSum", [code, decoder.integers([1])]);
  const none = decoder.node("Mul", [sum, decoder.initializer("zeros", zeros)]);
  const placed = decoder.node("ScatterElements", [none, at, code], { attributes: { axis: 1 } });
  decoder.output(placed, "reconstruction", ["batch", 4]);
  return {
    "preprocessor_config.json": preprocessor([4]),
    "onnx/encoder_model.onnx": finish(encoder),
    "onnx/decoder_model.onnx": finish(decoder),
  };
}

const zeros = { shape: [4], values: new Float32Array(4) };

function preprocessor(inputShape: number[]): Uint8Array<ArrayBuffer> {
  const config = { kind: "vector", inputShape, bytesScale: 1 / 255 };
  return new TextEncoder().encode(JSON.stringify(config));
}
