import { dirname, join } from "@std/path";
import type { Evaluation } from "../../src/evaluation/record/evaluation.ts";
import { encodeCodeSpace } from "../../src/generation/mod.ts";

/** An evaluation of the model. */
export const EVALUATION: Evaluation = {
  version: 1,
  data: "sets/mnist",
  test: 10000,
  model: { codeShape: [2], parameters: 1289788 },
  autoencoder: { squaredError: 29.0271, meanSquaredError: 0.037024 },
  pca: { components: 2, wanted: 2, squaredError: 43.6452, meanSquaredError: 0.055670 },
  measures: { jacobian: { sentence: "It answers little.", values: { norm: 0.5 } } },
};

/** The files of a run folder that pages go by, with contents that stand for those of a training. */
export const MODEL_FOLDER: Readonly<Record<string, string | Uint8Array>> = {
  "config.json": JSON.stringify({
    recipe: { name: "digits", description: "A decoder of digits" },
    data: { name: "sets/mnist", train: 57000 },
  }),
  "preprocessor_config.json": JSON.stringify({ inputShape: [28, 28, 1] }),
  "generation_config.json": "{}",
  "code_space.safetensors": encodeCodeSpace({
    spread: {
      mean: new Float32Array(2),
      directions: { shape: [2, 2], values: Float32Array.of(1, 0, 0, 1) },
      deviations: Float32Array.of(2, 1),
      totalVariance: 5,
    },
  }),
  "onnx/encoder_model.onnx": "the encoder",
  "onnx/decoder_model.onnx": "the decoder",
  "weights.safetensors": "what stays at home",
  "evaluation.json": JSON.stringify(EVALUATION),
};

/** Writes a run folder; a file of undefined is left out. */
export async function writeModelFolder(
  directory: string,
  changes: Readonly<Record<string, string | Uint8Array | undefined>> = {},
): Promise<string> {
  for (const [path, content] of Object.entries({ ...MODEL_FOLDER, ...changes })) {
    if (content === undefined) continue;
    await Deno.mkdir(dirname(join(directory, path)), { recursive: true });
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(join(directory, path), bytes);
  }
  return directory;
}
