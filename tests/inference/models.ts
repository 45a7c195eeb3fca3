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

/**
 * The values that each of 3 classes adds to a code [2], and what of it the decoder takes away
 * again.
 */
export const classCodes = Float32Array.of(10, 20, 30, 40, 50, 60);

/**
 * The linear autoencoder of `linearFiles`, told classes: codes are x W + y E, drawn with log σ² = code / 4,
 * and reconstructions are (h − y E) Wᵀ. The encoder alone depends on them where `half` says so.
 */
export function conditionalFiles(
  { half = false, generation }: { half?: boolean; generation?: unknown } = {},
): Files {
  const store = (graph: GraphBuilder, name: string, shape: number[], values: typeof weight) =>
    graph.initializer(name, { shape, values });
  const offset = (graph: GraphBuilder) =>
    graph.node("MatMul", [
      graph.input("label", ["batch", 3]),
      store(graph, "classes", [3, 2], classCodes),
    ]);
  const encoder = createGraph("encoder");
  const flat = encoder.node("Flatten", [encoder.input("input", ["batch", 2, 2, 1])]);
  const seen = encoder.node("MatMul", [flat, store(encoder, "weight", [4, 2], weight)]);
  const sum = encoder.node("Add", [seen, offset(encoder)]);
  encoder.output(sum, "code", ["batch", 2]);
  const quarter = store(encoder, "quarter", [1], Float32Array.of(0.25));
  encoder.output(encoder.node("Mul", [sum, quarter]), "log_variance", ["batch", 2]);

  const decoder = createGraph("decoder");
  const code = decoder.input("code", ["batch", 2]);
  const bare = half ? code : decoder.node("Sub", [code, offset(decoder)]);
  const turned = store(decoder, "weight", [4, 2], weight);
  const back = decoder.node("Gemm", [bare, turned], { attributes: { transB: 1 } });
  const image = decoder.node("Reshape", [back, decoder.integers([0, 2, 2, 1])]);
  decoder.output(image, "reconstruction", ["batch", 2, 2, 1]);
  return {
    "preprocessor_config.json": preprocessor([2, 2, 1]),
    ...(generation !== undefined && {
      "generation_config.json": new TextEncoder().encode(JSON.stringify(generation)),
    }),
    "onnx/encoder_model.onnx": finish(encoder),
    "onnx/decoder_model.onnx": finish(decoder),
  };
}

/** Codes of coins: 1 where σ(x W) is ½ or more; reconstructions are 4 of the first coin. */
export function coinFiles(): Files {
  const encoder = createGraph("encoder");
  const store = encoder.initializer("weight", { shape: [4, 2], values: weight });
  const logits = encoder.node("MatMul", [encoder.input("input", ["batch", 4]), store]);
  const isOne = encoder.node("GreaterOrEqual", [logits, encoder.scalar(0)]);
  const coins = encoder.node("Where", [isOne, encoder.scalar(1), encoder.scalar(0)]);
  encoder.output(coins, "code", ["batch", 2]);
  encoder.output(encoder.node("Sigmoid", [logits]), "probability", ["batch", 2]);

  const decoder = createGraph("decoder");
  const code = decoder.input("code", ["batch", 2]);
  const first = Float32Array.of(1, 1, 1, 1, 0, 0, 0, 0);
  const spread = decoder.initializer("first", { shape: [2, 4], values: first });
  decoder.output(decoder.node("MatMul", [code, spread]), "reconstruction", ["batch", 4]);
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
