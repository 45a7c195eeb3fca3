/** The routes that take examples as people have them. */
import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { decodeBase64, encodeBase64 } from "../../../src/core/encoding/base64.ts";
import { decode, encode } from "fast-png";
import { encode as encodeJpeg } from "jpeg-js";
import { createRng } from "../../../src/core/rng.ts";
import { crc32 } from "../../../src/data/formats/crc32.ts";
import { encodeNpy } from "../../../src/data/mod.ts";
import { coinFiles, conditionalFiles, linearFiles, weight } from "../../inference/models.ts";
import { createGraph, encodeModel } from "../../../src/onnx/mod.ts";
import { ask, kept, served, servedFiles } from "../serving.ts";

/** A PNG of grey pixels. */
const pngOf = (width: number, height: number, data: readonly number[]) =>
  encode({ width, height, data: Uint8Array.from(data), channels: 1, depth: 8 });

const picture = { "content-type": "image/png" };
const image = { kind: "image", inputShape: [2, 2, 1], bytesScale: 1 / 255, numbers: "bytes" };
const pictures = { ...linearFiles(), "preprocessor_config.json": image };
const pixels = [0, 255, 51, 102], x = [0, 1, 0.2, 0.4];
const codeOf = (x: readonly number[]) =>
  [0, 1].map((unit) => x.reduce((sum, each, d) => sum + each * weight[2 * d + unit], 0));
const backOf = (code: readonly number[]) =>
  [0, 1, 2, 3].map((d) => code[0] * weight[2 * d] + code[1] * weight[2 * d + 1]);
const near = (found: unknown, expected: readonly number[]) =>
  (found as number[]).forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-4));

Deno.test("a picture is encoded as its file, in base64, or as its numbers", async () => {
  await servedFiles(pictures, async (url) => {
    const png = pngOf(2, 2, pixels);
    for (const route of ["runs/own/encode", "encode"]) {
      const { json } = await ask(url + route, png, { headers: picture });
      assertEquals([json.run, json.shape], ["own", [1, 2]]);
      near((json.codes as number[][])[0], codeOf(x));
    }
    const examples = [{ image: encodeBase64(png) }, pixels];
    const { json } = await ask(`${url}encode`, { examples });
    assertEquals(json.shape, [2, 2]);
    for (const code of json.codes as number[][]) near(code, codeOf(x));
    const grey = { width: 2, height: 2, data: new Uint8Array(16).fill(255) };
    const jpeg = new Uint8Array(encodeJpeg(grey, 100).data);
    const white = await ask(`${url}encode`, jpeg, { headers: { "content-type": "image/jpeg" } });
    near((white.json.codes as number[][])[0], codeOf([1, 1, 1, 1]));
  });
});

Deno.test("codes are given as bytes too, and as packed bits above a threshold", async () => {
  await servedFiles(pictures, async (url) => {
    const png = pngOf(2, 2, pixels), code = codeOf(x), threshold = (code[0] + code[1]) / 2;
    const expected = (code[0] > threshold ? 1 : 0) | (code[1] > threshold ? 2 : 0);
    const address = `${url}encode?bits=${threshold}`;
    const { json } = await ask(address, png, { headers: picture });
    assertEquals([json.bits, json.shape], [2, [1, 1]]);
    assertEquals([...decodeBase64((json.codes as string[])[0])], [expected]);
    const headers = { ...picture, accept: "application/octet-stream" };
    const bits = await fetch(address, { method: "POST", body: new Uint8Array(png), headers });
    assertEquals([bits.headers.get("isthmus-datatype"), bits.headers.get("isthmus-shape")], [
      "UINT8",
      "1,1",
    ]);
    assertEquals([...new Uint8Array(await bits.arrayBuffer())], [expected]);
    const bytes = await fetch(`${url}encode`, {
      method: "POST",
      body: new Uint8Array(png),
      headers,
    });
    assertEquals(bytes.headers.get("isthmus-datatype"), "FP32");
    near([...new Float32Array(await bytes.arrayBuffer())], code);
  });
});

Deno.test("a reconstruction comes in the units of the data, or as a picture; a score is its error", async () => {
  await servedFiles(pictures, async (url) => {
    const png = pngOf(2, 2, pixels), back = backOf(codeOf(x));
    const error = back.reduce((sum, each, d) => sum + (each - x[d]) ** 2, 0);
    const { json } = await ask(`${url}reconstruct`, png, { headers: picture });
    near((json.values as number[][])[0].map((value) => value / 255), back);
    near(json.errors, [error]);
    const scored = await ask(`${url}score`, { examples: [pixels, [0, 0, 0, 0]] });
    assertEquals(scored.json.values, 4);
    near(scored.json.errors, [error, 0]);
    const drawn = await fetch(`${url}reconstruct`, {
      ...{
        method: "POST",
        body: new Uint8Array(png),
        headers: { ...picture, accept: "image/png" },
      },
    });
    assertEquals(drawn.headers.get("content-type"), "image/png");
    const { width, height, data, channels } = decode(new Uint8Array(await drawn.arrayBuffer()));
    assertEquals([width, height], [2, 2]);
    const grey = Array.from({ length: 4 }, (_, i) => data[i * channels]);
    grey.forEach((value, i) =>
      assertAlmostEquals(value, Math.min(255, Math.max(0, 255 * back[i])), 1)
    );
  });
});

Deno.test("a run that keeps errors of usual examples tells where a score stands among them", async () => {
  const errors = encodeNpy({ shape: [4], values: Float32Array.of(0.5, 1, 1.5, 1e9) });
  await servedFiles({ ...pictures, "validation_errors.npy": errors }, async (url) => {
    const { json } = await ask(`${url}score`, { examples: [[0, 0, 0, 0], pixels] });
    const [zero, other] = json.errors as number[];
    assertEquals([zero, json.shares], [0, [0, other > 1.5 ? 0.75 : other > 1 ? 0.5 : 0.25]]);
  });
});

Deno.test("rows of a table are taken by their columns, and given so", async () => {
  const config = {
    ...{ kind: "vector", inputShape: [4], bytesScale: 1 / 255, numbers: "floats" },
    columns: ["age", "member", "size=S", "size=L"],
    encodings: [
      { name: "member", kind: "truth" },
      { name: "size", kind: "words", words: ["S", "L"] },
    ],
    fill: [40, 0, 0, 1],
  };
  await servedFiles({ ...coinFiles(), "preprocessor_config.json": config }, async (url) => {
    const { runs: [own] } = (await ask(`${url}runs`)).json as { runs: { columns: string[] }[] };
    assertEquals(own.columns, ["age", "member", "size"]);
    const row = { age: -31, member: true, size: "S" };
    const { status, json } = await ask(`${url}reconstruct`, { examples: [row, { age: 3 }] });
    assertEquals([status, Object.keys(json)], [200, ["run", "errors", "rows"]]);
    const [first] = json.rows as Record<string, unknown>[];
    assertEquals(Object.keys(first), ["age", "member", "size"]);
    assertEquals([typeof first.age, typeof first.member], ["number", "boolean"]);
    const wrong = await ask(`${url}encode`, { examples: [{ age: "old" }] });
    assertEquals([wrong.status, wrong.json], [400, {
      error: 'Cannot prepare example 1: its age is "old", expected a finite number of 32 bits',
    }]);
  });
});

Deno.test("a text is taken as it is, and given as its words", async () => {
  const vocabulary = ["space", "shuttle", "engine", "choir"];
  const config = {
    ...{ kind: "text", inputShape: [4], bytesScale: 1 / 255, numbers: "floats" },
    words: { vocabulary, weights: "counts" },
  };
  await servedFiles({ ...coinFiles(), "preprocessor_config.json": config }, async (url) => {
    const text = "The space shuttle";
    const { json } = await ask(`${url}reconstruct`, text, {
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
    const [words] = json.words as [string, number][][];
    assertEquals(words.map(([word]) => word).toSorted(), vocabulary.toSorted());
    const unknown = await ask(`${url}encode`, { examples: [text, "something else"] });
    assertEquals([unknown.status, unknown.json], [400, {
      error: "Cannot prepare example 2: it has none of the words that the model knows",
    }]);
    const both = await ask(`${url}encode`, { examples: [text, "a choir"] });
    assertEquals(both.json.shape, [2, 2]);
  });
});

Deno.test("new examples are decoded from codes that are given, or drawn by a seed", async () => {
  await servedFiles(pictures, async (url) => {
    const { json } = await ask(`${url}generate`, { codes: [[1, 0], [0, 1]] });
    const values = json.values as number[][];
    near(values[0].map((value) => value / 255), backOf([1, 0]));
    near(values[1].map((value) => value / 255), backOf([0, 1]));
    const drawn = await ask(`${url}generate`, { count: 3 });
    assertEquals([drawn.status, drawn.json], [400, {
      error: 'Cannot make new examples: own keeps no codes to draw like, send "codes"',
    }]);
  });
  await served([kept("strokes-variational-2"), kept("mnist-small-conditional")], async (url) => {
    const address = `${url}runs/strokes-variational-2/generate`;
    const [one, again, other] = await Promise.all(
      [3, 3, 4].map(async (seed) => (await ask(address, { count: 4, seed })).json),
    );
    assertEquals(one, again);
    assert(JSON.stringify(one) !== JSON.stringify(other));
    const told = await ask(`${url}runs/mnist-small-conditional/generate`, { count: 12 });
    assertEquals(told.json.labels, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    const none = await ask(`${url}encode`, { examples: [] });
    assertEquals(none.status, 404);
  });
});

Deno.test("classes are told by their numbers, and a classifier tells its own", async () => {
  const graph = createGraph("classifier");
  const flat = graph.node("Flatten", [graph.input("input", ["batch", 2, 2, 1])]);
  const store = graph.initializer("weight", { shape: [4, 2], values: weight });
  const logits = graph.node("MatMul", [flat, store]);
  graph.output(graph.node("Softmax", [logits]), "probabilities", ["batch", 2]);
  const bytes = encodeModel(graph.finish({ producerName: "test", producerVersion: "0" }));
  const files = {
    ...conditionalFiles(),
    "classifier.json": { classes: ["cat", "dog"] },
    "onnx/classifier_model.onnx": bytes,
  };
  await servedFiles(files, async (url) => {
    const { json } = await ask(`${url}classify`, { examples: [x] });
    const [a, b] = codeOf(x), share = 1 / (1 + Math.exp(b - a));
    assertEquals([json.classes, json.found], [["cat", "dog"], [a > b ? "cat" : "dog"]]);
    near((json.probabilities as number[][])[0], [share, 1 - share]);
    const without = await ask(`${url}encode`, { examples: [x] });
    assertEquals(without.status, 400);
    assertMatch(String(without.json.error), /depends on the class of each, send "labels"$/);
    const inBody = await ask(`${url}encode`, { examples: [x], labels: [2] });
    const inPath = await ask(`${url}encode?label=2`, { examples: [x] });
    assertEquals([inBody.status, inBody.json], [200, inPath.json]);
    const wrong = await ask(`${url}encode?label=3`, { examples: [x] });
    assertEquals(wrong.status, 400);
  });
});

Deno.test("a picture that declares too many pixels is refused before it is unpacked", async () => {
  await servedFiles(pictures, async (url) => {
    // The head says 30,000 × 30,000: 900 million pixels in 70 bytes.
    const bomb = new Uint8Array(pngOf(2, 2, pixels)), head = new DataView(bomb.buffer);
    for (const at of [16, 20]) head.setUint32(at, 30_000);
    head.setUint32(29, crc32(bomb.subarray(12, 29)));
    const sent: [unknown, RequestInit][] = [
      [bomb, { headers: picture }],
      [{ examples: [{ image: encodeBase64(bomb) }] }, {}],
    ];
    for (const [body, init] of sent) {
      const { status, json } = await ask(`${url}encode`, body, init);
      assertEquals([status, json], [413, {
        error: "Cannot read example 1: its 30000 × 30000 pixels are more than the 1048576 allowed",
      }]);
    }
    // A small head over much that was packed well.
    const deflated = new Uint8Array(pngOf(1000, 1000, Array(1_000_000).fill(0)));
    const small = new DataView(deflated.buffer);
    for (const at of [16, 20]) small.setUint32(at, 2);
    small.setUint32(29, crc32(deflated.subarray(12, 29)));
    const { status, json } = await ask(`${url}encode`, deflated, { headers: picture });
    assertEquals(status, 400);
    assertMatch(String(json.error), /do not fit its size/);
  });
});

const rng = createRng(0);
const noise = Uint8Array.from({ length: 50 }, () => rng.uniform() * 256);
const refused: Record<string, [unknown, RequestInit, number, string]> = {
  "of no type that is known": [
    "a,b",
    { headers: { "content-type": "text/csv" } },
    415,
    "Cannot read examples of the type text/csv: expected application/json, text/plain or a picture",
  ],
  "a text for pictures": [
    { examples: ["words"] },
    {},
    400,
    "the model is for pictures, and example 1 is no file in base64",
  ],
  "no picture": [noise, { headers: picture }, 400, "Cannot read example 1 as a picture"],
  "no base64": [{ examples: [{ image: "%" }] }, {}, 400, "example 1 is no file in base64"],
  "too many": [{ examples: Array(101).fill(pixels) }, {}, 413, "they are 101, at most 100"],
  "of another size": [{ examples: [[1]] }, {}, 400, "it has 1 numbers, expected 4"],
  "of no numbers": [{ examples: [[1, 2, 3, "4"]] }, {}, 400, 'holds "4", expected numbers'],
  "of numbers too large": [
    { examples: [[1, 2, 3, 1e300]] },
    {},
    400,
    "holds 1e+300, expected numbers that 32 bits hold",
  ],
  "null": [{ examples: [null] }, {}, 400, "example 1 is null, expected a text, numbers, or an"],
  "lists in rows": [{ examples: [{ a: [1] }] }, {}, 400, "the a of example 1 is no single value"],
  "no list": [{ examples: {} }, {}, 400, '"examples" is an object, expected a list with some'],
  "no JSON": ["{", { headers: { "content-type": "application/json" } }, 400, "is not JSON"],
};
for (const [name, [body, init, status, sentence]] of Object.entries(refused)) {
  Deno.test(`examples are refused: ${name}`, async () => {
    await servedFiles(pictures, async (url) => {
      const answer = await ask(`${url}encode`, body, init);
      assertEquals(answer.status, status);
      assert(String(answer.json.error).includes(sentence), String(answer.json.error));
    });
  });
}
