import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { toOnnx } from "../../src/export/mod.ts";
import { initParams, planAutoencoder } from "../../src/model/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";

/** The size of the model of `mnist-deep-30`: 784-1000-500-250-30 and back. */
const MODEL = {
  variant: "deep" as const,
  codeSize: 30,
  nodes: [1000, 500, 250],
  activation: "silu" as const,
};

/** The shape of its examples. */
export const SHAPE = [28, 28, 1];

/** Writes the files of a model of the size of `mnist-deep-30` with the weights that training starts from. */
export async function writeRandomRun(directory: string): Promise<void> {
  const plan = planAutoencoder(describeAutoencoder(MODEL, SHAPE));
  const { encoder, decoder } = toOnnx(plan, initParams(plan, { rng: createRng(1) }));
  const config = { kind: "image", inputShape: SHAPE, bytesScale: 1 / 255, numbers: "bytes" };
  await Deno.mkdir(join(directory, "onnx"), { recursive: true });
  await Deno.writeTextFile(join(directory, "preprocessor_config.json"), JSON.stringify(config));
  await Deno.writeFile(join(directory, "onnx/encoder_model.onnx"), encoder);
  await Deno.writeFile(join(directory, "onnx/decoder_model.onnx"), decoder);
}
