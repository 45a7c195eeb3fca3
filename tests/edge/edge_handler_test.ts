import { assert, assertEquals } from "@std/assert";
import { encodeBase64 } from "../../src/core/encoding/base64.ts";
import fc from "fast-check";
import {
  createEdgeEncoder,
  createEdgeHandler,
  type EdgeModel,
  refuseWebp,
} from "../../src/edge/mod.ts";
import { encodeImageSheet } from "../../src/plots/png.ts";
import { type NumbersOf, pictureNumbers, tableNumbers } from "../../src/preprocessing/mod.ts";
import { kernels } from "../lite/lite.ts";

const folder = new URL("../../models/strokes-variational-2/", import.meta.url);
const weights = await Deno.readFile(new URL("onnx/encoder_model.onnx", folder));
const preprocessor = JSON.parse(
  await Deno.readTextFile(new URL("preprocessor_config.json", folder)),
);
const model: EdgeModel = {
  ...{ name: "strokes", preprocessor, codeShape: [2], precision: "fp32", parameters: 1 },
};
const numbersOf: NumbersOf = refuseWebp(pictureNumbers);
const encoder = createEdgeEncoder({ kernels, weights }, { model, numbersOf });
const handle = createEdgeHandler(encoder, { mostBytes: 20_000, mostExamples: 3 });

function post(body: BodyInit, type = "application/json", path = "/encode"): Promise<Response> {
  const headers = { "content-type": type };
  return handle(new Request(`http://here${path}`, { method: "POST", body, headers }));
}

async function assertRefused(answer: Promise<Response>, status: number, why: string) {
  const response = await answer, { error } = await response.json();
  assertEquals([response.status, error.slice(0, why.length)], [status, why]);
  assert(!error.includes("\n") && response.headers.get("content-type") === "application/json");
}

const zeros = Array.from({ length: 784 }, () => 0);
const png = encodeImageSheet({
  images: Uint8Array.from({ length: 900 }, (_, i) => i % 256),
  shape: [30, 30, 1],
  columns: 1,
  gap: 0,
});

Deno.test("a picture gives the same code as its file, as base64, and as its inputs", async () => {
  const inputs = await encoder.prepare([png]);
  const { shape, values } = await encoder.encode([png]);
  assertEquals([inputs.shape, shape], [[1, 28, 28, 1], [1, 2]]);
  for (
    const response of [
      await post(png, "image/png"),
      await post(png, "application/octet-stream"),
      await post(JSON.stringify({ examples: [encodeBase64(png)] })),
      await post(JSON.stringify({ examples: [{ image: encodeBase64(png) }] })),
      await post(
        JSON.stringify({ inputs: [[...inputs.values]] }),
        "application/json",
        "/a/b/encode",
      ),
      await post(JSON.stringify({ examples: [encodeBase64(png)], labels: [1] })),
    ]
  ) {
    const answer = await response.json();
    assertEquals([response.status, answer], [200, { shape: [1, 2], codes: [[...values]] }]);
  }
});

Deno.test("GET says what the encoder is for, and HEAD that it is there", async () => {
  const about = await (await handle(new Request("http://here/"))).json();
  assertEquals([about.name, about.kind, about.inputShape], ["strokes", "image", [28, 28, 1]]);
  const head = await handle(new Request("http://here/", { method: "HEAD" }));
  assertEquals([head.status, head.headers.get("content-type"), head.body], [
    200,
    "application/json",
    null,
  ]);
});

Deno.test("pages of other origins may read what is answered where they are named, and else not", async () => {
  const origin = "https://pages.example";
  const ask = async (method: string, origins?: string[]) => {
    const handle = createEdgeHandler(encoder, origins && { origins });
    const { status, headers, body } = await handle(
      new Request("http://here/encode", { method, headers: { origin } }),
    );
    await body?.cancel();
    return [status, headers.get("access-control-allow-origin"), headers.get("vary")];
  };
  assertEquals(await ask("OPTIONS"), [405, null, null]);
  assertEquals(await ask("OPTIONS", ["https://other.example"]), [405, null, "origin"]);
  assertEquals(await ask("OPTIONS", [origin]), [204, origin, "origin"]);
  // A page reads refusals as well.
  assertEquals(await ask("POST", [origin]), [400, origin, "origin"]);
  assertEquals(await ask("POST", ["*"]), [400, "*", "origin"]);
});

Deno.test("what is wrong with a request is said in one sentence, with its status", async () => {
  await assertRefused(
    post("{}", "application/json", "/other"),
    404,
    "Cannot answer: expected POST",
  );
  await assertRefused(handle(new Request("http://here/encode")), 405, "Cannot answer GET");
  const allowed = await handle(new Request("http://here/encode", { method: "DELETE" }));
  assertEquals(allowed.headers.get("allow"), "POST");
  await assertRefused(post("a", "text/html"), 415, "Cannot read examples of the type text/html");
  await assertRefused(post("[1]"), 400, "Cannot read examples: the body is a list");
  await assertRefused(post("{}"), 400, 'Cannot encode: expected one of "examples" and "inputs"');
  await assertRefused(post('{"examples": 1}'), 400, 'Cannot read examples: "examples" is 1');
  await assertRefused(post('{"examples": [1]}'), 400, "Cannot read examples: example 1 is 1");
  await assertRefused(post('{"examples": [{"a": []}]}'), 400, "Cannot read examples: the a of");
  await assertRefused(post('{"inputs": [[1], [1, 2]]}'), 400, "Cannot encode inputs of 1 and 2");
  await assertRefused(
    post('{"inputs": [[1e99]]}'),
    400,
    "Cannot read examples: example 1 holds 1e+99",
  );
  await assertRefused(
    post('{"inputs": [[1, null]]}'),
    400,
    "Cannot read examples: example 1 holds null",
  );
  await assertRefused(post('{"inputs": [[1, 2]]}'), 400, "Cannot encode 2 numbers: expected 784");
  await assertRefused(
    post('{"examples": ["%"]}'),
    400,
    "Cannot read examples: the model is for pictures",
  );
  await assertRefused(post("words", "text/plain"), 400, "Cannot prepare example 1: it is a text");
  await assertRefused(
    post(Uint8Array.of(0xff), "application/json"),
    400,
    "Cannot read examples: the body is not UTF-8",
  );
  await assertRefused(post(png.slice(0, 40), "image/png"), 400, "Cannot read example 1 as PNG");
  const webp = new TextEncoder().encode("RIFF0000WEBPVP8 ");
  await assertRefused(post(webp, "image/webp"), 400, "Cannot prepare example 1: it is a WebP");
});

Deno.test("more than the limits is refused before it is read as a whole", async () => {
  const many = JSON.stringify({ examples: [0, 0, 0, 0].map(() => zeros) });
  await assertRefused(post(many), 413, "Cannot read examples: they are 4, at most 3");
  await assertRefused(
    post(" ".repeat(20_001)),
    413,
    "Cannot read the body: at most 20000 bytes",
  );
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(1000));
    },
  });
  await assertRefused(post(endless, "image/png"), 413, "Cannot read the body: at most");
  assert(pulled < 40);
});

Deno.test("what fails inside is no business of who asks, and may do at the next request", async () => {
  let calls = 0;
  const late = createEdgeEncoder(
    () => {
      if (++calls === 1) throw new Error("secret");
      return { kernels, weights };
    },
    { model, numbersOf: tableNumbers },
  );
  assertEquals(calls, 0);
  const ask = () =>
    createEdgeHandler(late)(
      new Request("http://here/encode", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ inputs: [zeros] }),
      }),
    );
  const log = console.error;
  console.error = () => {};
  try {
    await assertRefused(ask(), 500, "Cannot encode: the encoder failed");
  } finally {
    console.error = log;
  }
  assertEquals([(await ask()).status, calls], [200, 2]);
});

Deno.test("any body is answered with 200, or refused with a status below 500", async () => {
  const types = ["application/json", "text/plain", "image/png", "image/jpeg", "", "a/b; c"];
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc.record({ examples: fc.jsonValue() }).map((x) => new TextEncoder().encode(JSON.stringify(x))),
    fc.record({ inputs: fc.jsonValue(), labels: fc.jsonValue() })
      .map((x) => new TextEncoder().encode(JSON.stringify(x))),
    fc.tuple(fc.nat(png.length - 1), fc.nat(255)).map(([at, byte]) => png.with(at, byte)),
  );
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom(...types), async (bytes, type) => {
      const { status } = await post(Uint8Array.from(bytes), type);
      assert(status === 200 || (status >= 400 && status < 500), `${status}`);
    }),
    { numRuns: 300, seed: 5 },
  );
});
