import { toOnnx } from "../../../src/export/mod.ts";
import { smallModels, withParams } from "../../training/small_models.ts";
import "../../start_backend.ts";

/** The files of a model's folder, by their paths. */
export type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

const models = new URL("../../../models/", import.meta.url);

async function kept(name: string): Promise<Files> {
  const read = async (path: string) =>
    [path, await Deno.readFile(new URL(`${name}/${path}`, models))] as const;
  const files = [
    "manifest.json",
    "preprocessor_config.json",
    "generation_config.json",
    "code_space.safetensors",
    "onnx/encoder_model.onnx",
    "onnx/decoder_model.onnx",
  ];
  return Object.fromEntries(await Promise.all(files.map(read)));
}

function small(name: string): Files {
  const { plan, params } = withParams(smallModels[name]);
  const { encoder, decoder } = toOnnx(plan, params);
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const { inputShape } = smallModels[name];
  return {
    "preprocessor_config.json": text({ kind: "vector", inputShape, bytesScale: 1 / 255 }),
    "generation_config.json": text({}),
    "onnx/encoder_model.onnx": encoder,
    "onnx/decoder_model.onnx": decoder,
  };
}

/** Whole folders: dense, with classes, with switches; kept models first. */
export const folders: readonly Files[] = [
  ...await Promise.all(
    ["mnist-small-2", "mnist-conv-switches", "mnist-small-conditional"].map(kept),
  ),
  ...[
    "images, flattened and shaped anew",
    "a conditional variational code and a Gaussian likelihood",
    "a top-k dictionary with a pre-bias",
    "strided convolutions and their tied mirrors",
    "pooling and unpooling by switches",
    "channels normalised, pooled and repeated",
    "vectors cut in two and quantised by gradients",
  ].map(small),
];
