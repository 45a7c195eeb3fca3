import { assertEquals, assertRejects } from "@std/assert";
import { ndArray, zeros } from "../../src/core/nd_array.ts";
import { loadAutoencoder, type LoadOptions } from "../../src/inference/mod.ts";
import { runtimes } from "../onnx/runtimes.ts";
import { type Files, linearFiles, switchFiles, weight } from "./models.ts";

const { "onnxruntime-node": node } = runtimes;
const reader = (files: Files) => (path: string) =>
  path in files ? Promise.resolve(files[path]) : Promise.reject(new Error(`no ${path}`));
const linear = (options?: LoadOptions) => loadAutoencoder(node, reader(linearFiles()), options);

const count = 7;
const input = ndArray(
  [count, 2, 2, 1],
  Float32Array.from({ length: count * 4 }, (_, i) => i % 5 - 1.5),
);
const codes = Float32Array.from({ length: count * 2 }, (_, i) => {
  const [row, unit] = [Math.floor(i / 2), i % 2];
  return [0, 1, 2, 3].reduce((sum, d) => sum + input.values[row * 4 + d] * weight[d * 2 + unit], 0);
});
const reconstructions = Float32Array.from({ length: count * 4 }, (_, i) => {
  const [row, d] = [Math.floor(i / 4), i % 4];
  return [0, 1].reduce((sum, unit) => sum + codes[row * 2 + unit] * weight[d * 2 + unit], 0);
});

for (const [name, ort] of Object.entries(runtimes)) {
  Deno.test(`an autoencoder in ${name} computes its weights' codes and reconstructions`, async () => {
    await using model = await loadAutoencoder(ort, reader(linearFiles()));
    assertEquals(model.inputShape, [2, 2, 1]);
    assertEquals([model.codeShape, model.codeSize], [[2], 2]);
    assertEquals(await model.encode(input), ndArray([count, 2], codes));
    assertEquals(await model.decode(ndArray([count, 2], codes)), {
      shape: [count, 2, 2, 1],
      values: reconstructions,
    });
    assertEquals((await model.reconstruct(input)).values, reconstructions);
  });

  Deno.test(`what else an encoder in ${name} gives goes to the decoder by name`, async () => {
    await using model = await loadAutoencoder(ort, reader(switchFiles()), { batchSize: 1 });
    const x = ndArray([2, 4], Float32Array.of(1, 5, 3, 2, -1, -2, -3, -4));
    assertEquals((await model.encode(x)).values, Float32Array.of(5, 3, -1, -2));
    assertEquals(
      (await model.reconstruct(x)).values,
      Float32Array.of(0, 5, 3, 0, -1, -2, 0, 0),
    );
    await assertRejects(
      () => model.decode(zeros([1, 2])),
      TypeError,
      'Cannot decode a code alone: the decoder also reads "switches.0" of the encoder',
    );
  });
}

Deno.test("a batch is cut and joined without a trace, whatever the batch size", async () => {
  for (const batchSize of [1, 3, 7, 100]) {
    await using model = await linear({ batchSize });
    assertEquals((await model.encode(input)).values, codes);
    assertEquals((await model.reconstruct(input)).values, reconstructions);
  }
});

Deno.test("no examples give no codes", async () => {
  await using model = await linear();
  assertEquals(await model.encode(zeros([0, 2, 2, 1])), zeros([0, 2]));
  assertEquals(await model.decode(zeros([0, 2])), zeros([0, 2, 2, 1]));
});

Deno.test("runs asked for at once all give their answers", async () => {
  await using model = await linear({ batchSize: 2 });
  const answers = await Promise.all(Array.from({ length: 5 }, () => model.encode(input)));
  for (const { values } of answers) assertEquals(values, codes);
});

Deno.test("examples of another shape are refused in one sentence", async () => {
  await using model = await linear();
  for (const shape of [[1, 4], [2, 2, 1], [1, 2, 2, 1, 1], []]) {
    await assertRejects(
      () => model.encode(zeros(shape)),
      RangeError,
      `Cannot encode shape [${shape.join(", ")}]: expected [B, 2, 2, 1]`,
    );
  }
  await assertRejects(
    () => model.decode(zeros([1, 3])),
    RangeError,
    "Cannot decode shape [1, 3]: expected [B, 2]",
  );
  await assertRejects(
    () => model.decode({ shape: [2, 2], values: new Float32Array(3) }),
    RangeError,
    "Cannot decode 3 values: shape [2, 2] holds 4",
  );
});

Deno.test("nothing runs after dispose(), which may be called twice", async () => {
  const model = await linear();
  const before = model.encode(input);
  await Promise.all([model.dispose(), model.dispose()]);
  assertEquals((await before).values, codes);
  await assertRejects(
    () => model.encode(input),
    TypeError,
    "Cannot encode: the autoencoder was disposed of, load it again",
  );
});

const change = (path: string, bytes?: Uint8Array<ArrayBuffer>): Files => {
  const { [path]: _, ...files } = linearFiles();
  return bytes === undefined ? files : { ...files, [path]: bytes };
};
const switches = switchFiles();
const faults: Record<string, [Files, string]> = {
  "without a decoder": [
    change("onnx/decoder_model.onnx"),
    "Cannot load an autoencoder: onnx/decoder_model.onnx could not be read: no onnx/decoder_mod",
  ],
  "with a damaged encoder": [
    change("onnx/encoder_model.onnx", Uint8Array.of(1, 2, 3)),
    "Cannot load an autoencoder: onnx/encoder_model.onnx was refused by the runtime: ",
  ],
  "with a damaged preprocessor": [
    change("preprocessor_config.json", Uint8Array.of(1, 2, 3)),
    "Cannot read preprocessor_config.json as a preprocessor: it is not a JSON object",
  ],
  "whose preprocessor fits another model": [
    change("preprocessor_config.json", switches["preprocessor_config.json"]),
    "Cannot load an autoencoder: the decoder's reconstruction has shape [2, 2, 1], expected [4]",
  ],
  "whose decoder fits another encoder": [
    change("onnx/decoder_model.onnx", switches["onnx/decoder_model.onnx"]),
    "Cannot load an autoencoder: the decoder's reconstruction has shape [4], expected [2, 2, 1]",
  ],
  "whose encoder is a decoder": [
    change("onnx/encoder_model.onnx", linearFiles()["onnx/decoder_model.onnx"]),
    'Cannot load an autoencoder: onnx/encoder_model.onnx has no tensor "code", it has "reconst',
  ],
};

for (const [what, [files, message]] of Object.entries(faults)) {
  Deno.test(`loadAutoencoder() refuses a folder ${what}`, async () => {
    await assertRejects(() => loadAutoencoder(node, reader(files)), Error, message);
  });
}

Deno.test("loadAutoencoder() refuses a batch size below 1", async () => {
  await assertRejects(() => linear({ batchSize: 0 }), RangeError, "Cannot run batches of 0");
});
