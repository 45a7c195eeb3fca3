/** The promise that an answer has the same bits, whatever else is asked at the same time. */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { createRng } from "../../src/core/rng.ts";
import { initParams, planAutoencoder } from "../../src/model/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { toOnnx } from "../../src/export/mod.ts";
import { connect } from "../../src/client/mod.ts";
import { startWorkerEngine } from "../../src/server/engines/worker_engine.ts";
import { kept, served, servedFiles } from "./serving.ts";

const ROWS = 40, SIZE = 784;
const rng = createRng(5);
const pool = Float32Array.from({ length: ROWS * SIZE }, () => rng.uniform());
const rowsOf = (at: readonly number[]) => {
  const data = new Float32Array(at.length * SIZE);
  at.forEach((row, i) => data.set(pool.subarray(row * SIZE, (row + 1) * SIZE), i * SIZE));
  return { shape: [at.length, 28, 28, 1], data };
};

/** A deep autoencoder with the weights that its training would start from. */
function deepFiles() {
  const model = { variant: "deep" as const, codeSize: 30, nodes: [301, 127] };
  const plan = planAutoencoder(describeAutoencoder(model, [28, 28, 1]));
  const { encoder, decoder } = toOnnx(plan, initParams(plan, { rng: createRng(1) }));
  return {
    "preprocessor_config.json": { kind: "image", inputShape: [28, 28, 1], bytesScale: 1 / 255 },
    "onnx/encoder_model.onnx": encoder,
    "onnx/decoder_model.onnx": decoder,
  };
}

/** Asks for many rows at once, in groups of any sizes, and compares each with what it was alone. */
async function compare(url: string, model: string): Promise<void> {
  const { infer } = connect(url);
  const [{ name }] = (await connect(url).metadata(model)).outputs;
  const bitsOf = async (at: readonly number[]) => {
    const { [name]: { data } } = await infer(model, { input: rowsOf(at) });
    return new Uint8Array(data.buffer);
  };
  const alone: Uint8Array[] = [];
  for (let row = 0; row < ROWS; row++) alone.push(await bitsOf([row]));
  const row = fc.integer({ min: 0, max: ROWS - 1 });
  const group = fc.array(row, { minLength: 1, maxLength: 20 });
  const groups = fc.array(group, { minLength: 1, maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(groups, async (asked) => {
      const answers = await Promise.all(asked.map(bitsOf));
      answers.forEach((bits, i) => {
        const expected = asked[i].flatMap((row) => [...alone[row]]);
        assertEquals(bits, Uint8Array.from(expected));
      });
    }),
    { numRuns: 12 },
  );
}

for (const engine of ["cpu", "wasm", "lite"] as const) {
  Deno.test(`answers of ${engine} have the same bits together as alone`, async () => {
    await servedFiles(deepFiles(), async (url) => {
      await compare(url, "own-encoder");
      await compare(url, "own-autoencoder");
    }, { engine, maxRows: 16 });
  });
}

Deno.test("so have those of a thread with threads of its own, and of convolutions", async () => {
  await served([kept("mnist-conv-switches")], async (url, { alone }) => {
    assertEquals(alone, []);
    await compare(url, "mnist-conv-switches-encoder");
    const text = await (await fetch(`${url}metrics`)).text();
    const [, batches] = /isthmus_batch_examples_count\{.*encoder"\} (\d+)/.exec(text) ?? [];
    const [, requests] = /isthmus_queue_seconds_count\{.*encoder"\} (\d+)/.exec(text) ?? [];
    assert(Number(batches) < Number(requests), "requests ran together");
  }, { maxRows: 16, threads: 2, start: startWorkerEngine });
});
