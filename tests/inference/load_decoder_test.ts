import { assertEquals, assertRejects } from "@std/assert";
import { ndArray, zeros } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { loadAutoencoder, loadDecoder, type LoadDecoderOptions } from "../../src/inference/mod.ts";
import { runtimes } from "../onnx/runtimes.ts";
import { coinFiles, conditionalFiles, type Files, linearFiles, switchFiles } from "./models.ts";

const { "onnxruntime-node": node } = runtimes;
const codes = ndArray([3, 2], Float32Array.of(1, 2, -3, 0.5, 0, 4));

/** The reader of a folder, and the paths that it was asked for. */
function watched(files: Files) {
  const asked: string[] = [];
  const read = (path: string) => {
    asked.push(path);
    return path in files ? Promise.resolve(files[path]) : Promise.reject(new Error(`no ${path}`));
  };
  return { asked, read };
}
const load = (files: Files, options?: LoadDecoderOptions) =>
  loadDecoder(node, watched(files).read, options);

for (const [name, ort] of Object.entries(runtimes)) {
  Deno.test(`a decoder in ${name} decodes as the autoencoder does, and its encoder stays unread`, async () => {
    const { asked, read } = watched(linearFiles());
    await using decoder = await loadDecoder(ort, read, { batchSize: 2 });
    assertEquals(asked, [
      "preprocessor_config.json",
      "generation_config.json",
      "onnx/decoder_model.onnx",
    ]);
    await using whole = await loadAutoencoder(ort, read);
    assertEquals(await decoder.decode(codes), await whole.decode(codes));
    const { inputShape, codeShape, codeSize, classes, needs, preprocessor } = decoder;
    assertEquals({ inputShape, codeShape, codeSize, classes, needs, preprocessor }, {
      inputShape: [2, 2, 1],
      codeShape: [2],
      codeSize: 2,
      classes: undefined,
      needs: [],
      preprocessor: whole.preprocessor,
    });
  });
}

Deno.test("a decoder says what it needs of the encoder, and decodes no code alone", async () => {
  await using decoder = await load(switchFiles());
  assertEquals(decoder.needs, ["switches.0"]);
  await assertRejects(
    () => decoder.decode(zeros([1, 2])),
    TypeError,
    'Cannot decode a code alone: the decoder also reads "switches.0" of the encoder, call ' +
      "reconstruct() of the whole autoencoder instead",
  );
});

Deno.test("a decoder that depends on classes is told them, and draws as the autoencoder does", async () => {
  const prior = { type: "gaussian" as const };
  const likelihood = { type: "gaussian" as const, variance: 2 };
  const files = conditionalFiles({ generation: { classes: 3, prior, likelihood } });
  await using decoder = await load(files);
  await using whole = await loadAutoencoder(node, watched(files).read);
  assertEquals([decoder.classes, decoder.prior, decoder.likelihood], [3, prior, likelihood]);
  const labels = [0, 2, 1];
  assertEquals(await decoder.decode(codes, { labels }), await whole.decode(codes, { labels }));
  assertEquals(
    await decoder.sample(codes, { labels, rng: createRng(1) }),
    await whole.sample(codes, { labels, rng: createRng(1) }),
  );
  await assertRejects(() => decoder.decode(codes), TypeError, "Cannot decode without labels");
});

Deno.test("a decoder has no classes where the encoder alone depends on them", async () => {
  const files = conditionalFiles({ half: true, generation: { classes: 3 } });
  await using decoder = await load(files);
  await using whole = await loadAutoencoder(node, watched(files).read);
  assertEquals([decoder.classes, whole.classes], [undefined, 3]);
  assertEquals(await decoder.decode(codes), await whole.decode(codes));
});

Deno.test("nothing is decoded after dispose(), which may be called twice", async () => {
  const decoder = await load(coinFiles());
  const before = decoder.decode(codes);
  await Promise.all([decoder.dispose(), decoder.dispose()]);
  assertEquals((await before).shape, [3, 4]);
  await assertRejects(
    () => decoder.decode(codes),
    TypeError,
    "Cannot decode: the autoencoder was disposed of, load it again",
  );
});

const { "onnx/decoder_model.onnx": _, ...withoutDecoder } = linearFiles();
const faults: Record<string, [Files, string]> = {
  "without a decoder": [
    withoutDecoder,
    "Cannot load an autoencoder: onnx/decoder_model.onnx could not be read: no onnx/decoder_mod",
  ],
  "whose preprocessor fits another model": [
    { ...linearFiles(), "preprocessor_config.json": coinFiles()["preprocessor_config.json"] },
    "Cannot load an autoencoder: the decoder's reconstruction has shape [2, 2, 1], expected [4]",
  ],
  "whose decoder is an encoder": [
    { ...linearFiles(), "onnx/decoder_model.onnx": linearFiles()["onnx/encoder_model.onnx"] },
    'Cannot load an autoencoder: onnx/decoder_model.onnx has no tensor "code", it has "input"',
  ],
  "whose decoder knows other classes than its generation config": [
    conditionalFiles({ generation: { classes: 4 } }),
    "Cannot load an autoencoder: generation_config.json says that it knows 4 classes, its graphs know 3",
  ],
};

for (const [what, [files, message]] of Object.entries(faults)) {
  Deno.test(`loadDecoder() refuses a folder ${what}`, async () => {
    await assertRejects(() => load(files), Error, message);
  });
}

Deno.test("loadDecoder() refuses a batch size below 1", async () => {
  await assertRejects(
    () => load(linearFiles(), { batchSize: 0 }),
    RangeError,
    "Cannot run batches of 0",
  );
});
