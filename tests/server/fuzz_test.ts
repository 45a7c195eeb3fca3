/**
 * Requests are input, not trusted: whatever is changed in one, it has an answer of 2xx or 4xx, and the
 * server goes on.
 */
import { assert, assertEquals } from "@std/assert";
import { encodeBase64 } from "../../src/core/encoding/base64.ts";
import { encode } from "fast-png";
import { encode as encodeJpeg } from "jpeg-js";
import fc from "fast-check";
import { conditionalFiles } from "../inference/models.ts";
import { ask, servedFiles } from "./serving.ts";

const image = { kind: "image", inputShape: [2, 2, 1], bytesScale: 1 / 255, numbers: "bytes" };
const files = { ...conditionalFiles(), "preprocessor_config.json": image };
const RUNS = 150;
/** The milliseconds in which every answer must have come, on any machine. */
const SOON = 5000;

const data = [1, 2, 3, 4];
const request = {
  id: "a",
  inputs: [
    { name: "input", datatype: "FP32", shape: [1, 2, 2, 1], data },
    { name: "label", datatype: "INT64", shape: [1], data: [1] },
  ],
  outputs: [{ name: "code", parameters: { binary_data: true } }],
  parameters: { binary_data_output: false },
};
const png = encode({ width: 2, height: 2, data: Uint8Array.from(data), channels: 1, depth: 8 });
const jpeg = new Uint8Array(
  encodeJpeg({ width: 9, height: 9, data: new Uint8Array(9 * 9 * 4).fill(99) }, 50).data,
);
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** The places of all values in a JSON value, as paths. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => placesOf(each, [...path, key]))];
}

/** A JSON value with another at a place; undefined takes away what is there. */
function replaced(value: unknown, [key, ...path]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string, unknown> = Array.isArray(value) ? [...value] as never : {
    ...value as Record<string, unknown>,
  };
  copy[key] = replaced(copy[key], path, by);
  return copy;
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(undefined, -1, 0, 1e308, 2 ** 53, "__proto__", [], [[[]]], {}, "FP64"),
);
const changedJson = (value: unknown) =>
  fc.tuple(fc.constantFrom(...placesOf(value)), odd).map(([path, by]) => replaced(value, path, by));

/** Bytes of which some are others, and which may end early or go on. */
const changedBytes = (bytes: Uint8Array) =>
  fc.record({
    changes: fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }),
    end: fc.oneof(fc.constant(bytes.length), fc.nat(bytes.length)),
    tail: fc.uint8Array({ maxLength: 20 }),
  }).map(({ changes, end, tail }) => {
    const copy = new Uint8Array(bytes);
    for (const [at, value] of changes) copy[at] = value;
    return Uint8Array.of(...copy.subarray(0, end), ...tail);
  });

interface Sent {
  readonly path: string;
  readonly body: Uint8Array;
  readonly headers: Record<string, string>;
}

const infer = "v2/models/own-encoder/infer";
const binaryHead = json({
  inputs: [
    { name: "input", datatype: "FP32", shape: [1, 2, 2, 1], parameters: { binary_data_size: 16 } },
    { name: "label", datatype: "INT64", shape: [1], parameters: { binary_data_size: 8 } },
  ],
});
const binary = Uint8Array.of(...binaryHead, ...new Uint8Array(24));
const length = fc.oneof(
  fc.constant(String(binaryHead.length)),
  fc.nat(400).map(String),
  fc.constantFrom("0", "-1", "1e3", "x", "99999999999999999999", "0x20"),
);
const row = { examples: [{ image: encodeBase64(png) }, data], labels: [0, 1] };
const routes = ["encode?label=1", "reconstruct?label=0", "score?label=2", "encode?label=1&bits=0"];
const picture = (bytes: Uint8Array, type: string) =>
  fc.tuple(changedBytes(bytes), fc.constantFrom(...routes)).map(([body, path]): Sent => ({
    ...{ path, body, headers: { "content-type": type } },
  }));

const kinds: Record<string, fc.Arbitrary<Sent>> = {
  "requests in JSON": changedJson(request).map((value) => ({
    ...{ path: infer, body: json(value) ?? new Uint8Array(), headers: {} },
  })),
  "bytes of JSON": changedBytes(json(request)).map((body) => ({ path: infer, body, headers: {} })),
  "requests with tensors as bytes": fc.tuple(changedBytes(binary), length).map(([body, size]) => ({
    ...{ path: infer, body, headers: { "inference-header-content-length": size } },
  })),
  "examples in JSON": fc.tuple(changedJson(row), fc.constantFrom("encode", "reconstruct", "score"))
    .map(([value, path]) => ({
      ...{ path, body: json(value), headers: { "content-type": "application/json" } },
    })),
  "new examples": changedJson({ codes: [[1, 2]], count: 1, seed: 0, labels: [1] }).map((value) => ({
    ...{ path: "generate", body: json(value), headers: { "content-type": "application/json" } },
  })),
  "pictures as PNG": picture(png, "image/png"),
  "pictures as JPEG": picture(jpeg, "image/jpeg"),
  "paths": fc.tuple(fc.webPath(), fc.constantFrom("v2/models", "runs", "")).map((
    [path, start],
  ) => ({
    ...{ path: start + path, body: json(request), headers: {} },
  })),
};

for (const [name, sent] of Object.entries(kinds)) {
  Deno.test(`${name} that are changed at random have an answer that is no fault of the server`, async () => {
    await servedFiles(files, async (url) => {
      await fc.assert(
        fc.asyncProperty(sent, async ({ path, body, headers }) => {
          const response = await fetch(url + path, {
            ...{ method: "POST", body: new Uint8Array(body), headers },
            signal: AbortSignal.timeout(SOON),
          });
          const text = await response.text();
          assert(response.status < 500, `${response.status}: ${text}`);
          if (response.ok) return;
          const { error } = JSON.parse(text);
          assert(typeof error === "string" && /^Cannot [^\n]+$/.test(error), text);
          assert(error.length < 1000, `${error.length} letters: ${error}`);
        }),
        { numRuns: RUNS },
      );
      // And it goes on as before.
      const { status, json } = await ask(url + infer, { ...request, outputs: undefined });
      assertEquals([status, json.model_name], [200, "own-encoder"]);
    });
  });
}
