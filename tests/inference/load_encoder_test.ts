import { assertEquals, assertRejects } from "@std/assert";
import { ndArray, zeros } from "../../src/core/nd_array.ts";
import { loadAutoencoder, loadEncoder } from "../../src/inference/mod.ts";
import { runtimes } from "../onnx/runtimes.ts";
import { conditionalFiles, type Files, linearFiles } from "./models.ts";

const { "onnxruntime-node": node } = runtimes;
const reader = (files: Files) => (path: string) =>
  path in files ? Promise.resolve(files[path]) : Promise.reject(new Error(`no ${path}`));

for (const [name, ort] of Object.entries(runtimes)) {
  Deno.test(`an encoder alone in ${name} encodes as the autoencoder does`, async () => {
    const { "onnx/decoder_model.onnx": _decoder, ...files } = linearFiles();
    await using encoder = await loadEncoder(ort, reader(files), { batchSize: 2 });
    await using whole = await loadAutoencoder(ort, reader(linearFiles()));
    const x = ndArray([3, 2, 2, 1], Float32Array.from({ length: 12 }, (_, i) => i - 5));
    assertEquals(await encoder.encode(x), await whole.encode(x));
    const { inputShape, codeShape, codeSize, classes } = encoder;
    assertEquals({ inputShape, codeShape, codeSize, classes }, {
      inputShape: [2, 2, 1],
      codeShape: [2],
      codeSize: 2,
      classes: undefined,
    });
  });
}

Deno.test("an encoder that depends on classes is told them", async () => {
  const files = conditionalFiles();
  await using encoder = await loadEncoder(node, reader(files));
  await using whole = await loadAutoencoder(node, reader(files));
  const x = zeros([2, ...encoder.inputShape]), labels = [0, 2];
  assertEquals(encoder.classes, whole.classes);
  assertEquals(await encoder.encode(x, { labels }), await whole.encode(x, { labels }));
  await assertRejects(() => encoder.encode(x), TypeError, "Cannot encode");
});

Deno.test("an encoder that is not there, is none or is for other examples is refused in one sentence", async () => {
  const files = linearFiles();
  const { "onnx/encoder_model.onnx": _encoder, ...headless } = files;
  const cases: [Files, string][] = [
    [headless, "Cannot load an autoencoder: onnx/encoder_model.onnx could not be read"],
    [
      { ...files, "onnx/encoder_model.onnx": Uint8Array.of(1, 2, 3) },
      "Cannot load an autoencoder: onnx/encoder_model.onnx was refused by the runtime",
    ],
    [
      {
        ...files,
        "preprocessor_config.json": new TextEncoder().encode(
          JSON.stringify({ kind: "image", inputShape: [3, 2, 1], bytesScale: 1 / 255 }),
        ),
      },
      "Cannot load an autoencoder: the encoder's input has shape [2, 2, 1], expected [3, 2, 1]",
    ],
  ];
  for (const [wrong, sentence] of cases) {
    await assertRejects(() => loadEncoder(node, reader(wrong)), Error, sentence);
  }
  await assertRejects(
    () => loadEncoder(node, reader(files), { batchSize: 0 }),
    RangeError,
    "Cannot run batches of 0: expected a whole number from 1 up",
  );
  const encoder = await loadEncoder(node, reader(files));
  await encoder.dispose();
  await assertRejects(() => encoder.encode(zeros([1, 2, 2, 1])), TypeError, "Cannot encode");
});
