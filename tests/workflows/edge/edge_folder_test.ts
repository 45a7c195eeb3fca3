import { assert, assertEquals, assertRejects } from "@std/assert";
import { decodeBase64 } from "../../../src/core/encoding/base64.ts";
import { dirname, join } from "@std/path";
import { sha256 } from "../../../src/core/sha256.ts";
import { encodeImageSheet } from "../../../src/plots/png.ts";
import { edgeFolder } from "../../../src/workflows/edge/edge_folder.ts";
import { limitLines } from "../../../src/workflows/edge/host_limits.ts";
import type { GoldenVectors } from "../../../src/workflows/edge/golden_vectors.ts";
import { smallerModel } from "../../../src/workflows/precision/smaller_model.ts";
import { RUN_FILES } from "../../../src/runs/run_folder.ts";
import { runDeno } from "../../run_deno.ts";
import { edgeHosts, serveFolder } from "./edge_hosts.ts";
import { type EdgeKind, trainEdgeRun } from "./edge_runs.ts";

const directory = await Deno.makeTempDir();
globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

/** The exported folder of each kind, written once for all tests of this file. */
const folders = new Map<EdgeKind, Promise<string>>();

function folderOf(kind: EdgeKind): Promise<string> {
  const known = folders.get(kind) ?? (async () => {
    const within = await Deno.makeTempDir({ dir: directory });
    const run = await trainEdgeRun(kind, within);
    const { files } = await edgeFolder(run);
    await writeFiles(files, join(within, "edge"));
    return join(within, "edge");
  })();
  folders.set(kind, known);
  return known;
}

async function writeFiles(files: ReadonlyMap<string, Uint8Array>, folder: string): Promise<void> {
  for (const [path, bytes] of files) {
    await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
    await Deno.writeFile(join(folder, path), bytes);
  }
}

async function goldenOf(folder: string): Promise<GoldenVectors> {
  return JSON.parse(await Deno.readTextFile(join(folder, "golden.json")));
}

/** The codes that a served encoder answers with. */
async function codesOf(url: string, body: BodyInit, type: string): Promise<number[][]> {
  const response = await fetch(`${url}/encode`, {
    method: "POST",
    headers: { "content-type": type },
    body,
  });
  const answer = await response.json();
  assertEquals(response.status, 200, JSON.stringify(answer));
  return answer.codes;
}

function assertGolden(found: number[], expected: readonly number[], tolerance: number): void {
  assertEquals(found.length, expected.length);
  const scale = Math.max(1, ...expected.map(Math.abs));
  found.forEach((value, i) => assert(Math.abs(value - expected[i]) <= tolerance * scale));
}

/** A picture of one colour, which is small as a file. */
function plainPicture(width: number, height: number): Blob {
  const images = new Uint8Array(width * height);
  const file = encodeImageSheet({ images, shape: [height, width], columns: 1 });
  return new Blob([file], { type: "image/png" });
}

const TYPES = { image: "image/png", text: "text/plain", vector: "application/json" } as const;

for (const [name, host] of Object.entries(edgeHosts)) {
  if ("missing" in host) {
    Deno.test({ name: `${name} (skipped: there is ${host.missing})`, ignore: true, fn() {} });
    continue;
  }
  for (const kind of ["image", "vector", "text"] as const) {
    Deno.test(`${name} answers with the golden codes of an encoder of kind ${kind}`, async () => {
      const folder = await folderOf(kind), golden = await goldenOf(folder);
      const { url, stop } = await serveFolder(host, folder);
      try {
        const { inputs, codes, tolerance, example, exampleCode } = golden;
        const json = "application/json";
        const found = await codesOf(url, JSON.stringify({ inputs }), json);
        codes.forEach((code, i) => assertGolden(found[i], code, tolerance));
        const [code] = await codesOf(url, JSON.stringify({ examples: [example] }), json);
        assertGolden(code, exampleCode, tolerance);
        if (kind !== "vector") {
          const body = kind === "image" ? decodeBase64(String(example)) : String(example);
          assertGolden((await codesOf(url, body, TYPES[kind]))[0], exampleCode, tolerance);
        }
        if (kind === "image") {
          const bomb = await fetch(`${url}/encode`, {
            method: "POST",
            body: plainPicture(2049, 2048),
          });
          assertEquals([bomb.status, await bomb.json()], [400, {
            error:
              "Cannot read example 1: its 2049 × 2048 pixels are more than the 4194304 allowed",
          }]);
        }
        if (kind === "text") {
          const odd = await fetch(`${url}/encode`, { method: "POST", body: "nothing known" });
          assertEquals([odd.status, await odd.json()], [400, {
            error: "Cannot prepare example 1: it has none of the words that the model knows",
          }]);
        }
        const wrong = await fetch(`${url}/encode`, {
          method: "POST",
          body: "{",
          headers: { "content-type": json },
        });
        assertEquals([wrong.status, await wrong.json()], [400, {
          error: "Cannot read examples: the body is not JSON",
        }]);
        const about = await (await fetch(url)).json();
        assertEquals([about.kind, about.codeShape, about.precision], [kind, [3], "fp32"]);
      } finally {
        await stop();
      }
    });
  }
}

Deno.test("a folder says what is in it, and its manifest is true", async () => {
  const folder = await folderOf("vector");
  const { files } = JSON.parse(await Deno.readTextFile(join(folder, "manifest.json")));
  for (const [path, { sha256: hash }] of Object.entries<{ sha256: string }>(files)) {
    assertEquals(await sha256(await Deno.readFile(join(folder, path))), hash, path);
  }
  const golden = await goldenOf(folder);
  assertEquals(Object.keys(golden.example as object), ["width", "height", "colour"]);
  const readme = await Deno.readTextFile(join(folder, "README.md"));
  for (const path of Object.keys(files)) {
    if (path === "README.md" || /^(?:cloudflare|service-worker)\/|\.d\.ts$/.test(path)) continue;
    assert(readme.includes(path), path);
  }
  const page = await Deno.readTextFile(new URL("../../../docs/edge.md", import.meta.url));
  for (const path of Object.keys(files)) {
    const name = path.endsWith(".d.ts") ? "*.d.ts" : path.replace(/(?<=\/).*/, "");
    assert(page.includes(`\`${name}\``), path);
  }
  const program = await Deno.readTextFile(join(folder, "isthmus-encoder.js"));
  assert(!/\bDeno\.|\bprocess\.|\brequire\(/.test(program));
});

Deno.test("the declarations are true of what they declare", async () => {
  const folder = await folderOf("text");
  const use = join(folder, "use.ts");
  await Deno.writeTextFile(
    use,
    `import { createEncoder, createHandler } from "./isthmus-encoder.js";
import { parts } from "./encoder_data.js";
import model from "./model.js";
const encoder = createEncoder(parts, model);
const { shape, values }: { shape: readonly number[]; values: Float32Array } = await encoder.encode(["sea sun"]);
const handle: (request: Request) => Promise<Response> = createHandler(encoder, { mostExamples: 1 });
const { status } = await handle(new Request("http://here/encode", { method: "POST", body: "sea", headers: { "content-type": "text/plain" } }));
const inputs = await encoder.prepare(["sea sun"]);
const same = await encoder.encodeInputs(inputs.values);
console.log(JSON.stringify([shape, status, values.every((value, i) => value === same.values[i])]));
`,
  );
  const { success, said } = await runDeno(folder, [
    "run",
    "--check",
    "--no-config",
    "--no-prompt",
    use,
  ]);
  assert(success, said);
  assert(said.includes("[[1,3],200,true]"), said);
});

Deno.test("an encoder with smaller weights is a quarter as large, and golden in its own right", async () => {
  const within = await Deno.makeTempDir({ dir: directory });
  const run = await trainEdgeRun("image", within);
  const { files, record } = await smallerModel(run, { precision: "int8" }, {
    wanted: [RUN_FILES.encoder],
  });
  const smaller = files.get(RUN_FILES.encoder)!;
  const [large, small] = [
    await edgeFolder(run),
    await edgeFolder(run, { smaller, precision: record.precision }),
  ];
  assertEquals(small.files.get("encoder.bin"), smaller);
  assert(smaller.length < 0.4 * large.files.get("encoder.bin")!.length);
  assertEquals(small.parameters, large.parameters);
  const text = (path: string) => new TextDecoder().decode(small.files.get(path));
  assert(text("model.js").includes('"precision": "int8"'));
  assert(text("README.md").includes("weights as int8"));
  assert(text("golden.json") !== new TextDecoder().decode(large.files.get("golden.json")));
});

Deno.test("an encoder that is told classes has them in its golden vectors", async () => {
  const kept = new URL("../../../models/mnist-small-conditional", import.meta.url).pathname;
  const { files } = await edgeFolder(kept);
  const folder = join(directory, "conditional");
  await writeFiles(files, folder);
  const { labels, inputs, codes, tolerance } = await goldenOf(folder);
  assertEquals(labels, [0, 1, 2]);
  const { createEncoder, createHandler } = await import(join(folder, "isthmus-encoder.js"));
  const { parts } = await import(join(folder, "encoder_data.js"));
  const { default: model } = await import(join(folder, "model.js"));
  const handle = createHandler(createEncoder(parts, model));
  const ask = (body: object): Promise<Response> =>
    handle(
      new Request("http://here/encode", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
  const answer = await (await ask({ inputs, labels })).json();
  codes.forEach((code, i) => assertGolden(answer.codes[i], code, tolerance));
  const refused = await ask({ inputs });
  assertEquals(refused.status, 400);
  assert((await refused.json()).error.startsWith("Cannot encode without labels"));
});

Deno.test("a folder without an encoder is refused in one sentence", async () => {
  await assertRejects(
    () => edgeFolder(join(directory, "none")),
    Error,
    "has no onnx/encoder_model.onnx;",
  );
});

Deno.test("sizes stand beside the limits of hosts, and say where they are too large", () => {
  assertEquals(
    limitLines([
      { host: "A", what: "worker, gzip", bytes: 1000, most: 3000 },
      { host: "B", what: "memory", bytes: 4000, most: 3000 },
    ]),
    ["A: worker, gzip 1 kB of 3 kB", "B: memory 4 kB of 3 kB, too large"],
  );
});
