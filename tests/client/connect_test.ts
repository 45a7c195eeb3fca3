import { assert, assertEquals, assertRejects } from "@std/assert";
import { build } from "esbuild";
import { gzipSync } from "fflate";
import { connect } from "../../src/client/mod.ts";
import { arrayOf, datatypeOf } from "../../src/client/tensor.ts";
import { conditionalFiles, weight } from "../inference/models.ts";
import { linearTold } from "../server/linear_told.ts";
import { servedFiles } from "../server/serving.ts";

const x = Float32Array.of(1, 2, 3, 4);
const codes = [0, 1].map((unit) =>
  x.reduce((sum, each, d) => sum + each * weight[2 * d + unit], 0)
);
const inputs = {
  input: { shape: [1, 2, 2, 1], data: x },
  label: { shape: [1], data: BigInt64Array.of(1n) },
};

Deno.test("the client asks what a model takes, and gives its outputs by name", async () => {
  await servedFiles(conditionalFiles(), async (url) => {
    const server = connect(url);
    const found = await server.infer("own-encoder", inputs);
    const told = linearTold(codes, 1);
    assertEquals(found, {
      code: { shape: [1, 2], data: Float32Array.from(told) },
      log_variance: { shape: [1, 2], data: Float32Array.from(told, (each) => each / 4) },
    });
    const one = await server.infer("own-encoder", inputs, { outputs: ["code"], id: "a" });
    assertEquals(one, { code: found.code });
    assertEquals((await server.metadata("own-decoder")).outputs[0].shape, [-1, 2, 2, 1]);
    assertEquals(
      await Promise.all([server.ready(), server.ready("own-encoder"), server.ready("x")]),
      [true, true, false],
    );
    // A part of a larger array goes over alone.
    const part = Float32Array.of(9, ...x, 9).subarray(1, 5);
    const again = await server.infer("own-encoder", {
      ...inputs,
      input: { ...inputs.input, data: part },
    });
    assertEquals(again, found);
  });
});

Deno.test("the client throws the server's sentence, and bears a token", async () => {
  const token = "a token of some length".replaceAll(" ", "-");
  await servedFiles(conditionalFiles(), async (url) => {
    await assertRejects(
      () => connect(url, { token }).infer("own-encoder", { input: inputs.input }),
      Error,
      'Cannot read the request: it lacks the input "label" of own-encoder',
    );
    await assertRejects(
      () => connect(url).metadata("own-encoder"),
      Error,
      "Cannot answer: the request bears no token that is known here",
    );
    assertEquals(await connect(url).ready(), true);
    assertEquals(await connect("http://127.0.0.1:1").ready(), false);
    const other = () => Promise.resolve(new Response("Bad gateway", { status: 502 }));
    await assertRejects(
      () => connect(url, { fetch: other }).metadata("m"),
      Error,
      "Cannot ask /models/m: the answer is 502",
    );
  }, { tokens: [token] });
});

Deno.test("answers of servers without the extension are read from their JSON", async () => {
  const outputs = [
    { name: "a", datatype: "FP32", shape: [1, 2], data: [[1, 0.5]] },
    { name: "b", datatype: "INT64", shape: [1], data: [7] },
  ];
  const fetch = () => Promise.resolve(Response.json({ outputs }));
  assertEquals(await connect("http://a", { fetch }).infer("m", {}), {
    a: { shape: [1, 2], data: Float32Array.of(1, 0.5) },
    b: { shape: [1], data: BigInt64Array.of(7n) },
  });
});

Deno.test("every kind of array has its name in the protocol", () => {
  for (const name of ["FP32", "FP64", "INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16"]) {
    assertEquals(datatypeOf(arrayOf(name, new ArrayBuffer(8))), name);
  }
  assertEquals(arrayOf("INT16", Uint8Array.of(1, 2).buffer), Int16Array.of(0x201));
});

Deno.test("the client takes 2 KB of a page", async () => {
  const { outputFiles: [{ contents }] } = await build({
    entryPoints: [new URL("../../src/client/mod.ts", import.meta.url).pathname],
    ...{ bundle: true, minify: true, format: "esm", write: false, target: "es2022" },
  });
  const size = gzipSync(contents, { level: 9 }).length;
  assert(size <= 2048, `${size} bytes, compressed`);
});
