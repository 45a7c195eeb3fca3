import { dirname, join } from "@std/path";
import { encodeCodeSpace } from "../../src/generation/mod.ts";

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
  "README.md": [
    "# digits",
    "",
    "Trained on 57000 examples; 1289788 parameters, code of 2 values.",
    "",
    "|  | squared error per example |",
    "| :-- | --: |",
    "| autoencoder | **29.027** |",
    "| PCA, 2 components | 43.645 |",
    "",
  ].join("\n"),
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
