import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { faultOf, type Surroundings } from "../../src/tfjs/surroundings.ts";
import { readBinary } from "../../src/tfjs/read_binary.ts";
import { startKernels } from "../../src/tfjs/start_kernels.ts";
import { PERMITTED, succeedingDeno } from "../run_deno.ts";
import { backend } from "../start_backend.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));
const healthy: Surroundings = {
  version: "4.22.0",
  backend: undefined,
  isOneCopy: true,
  hasSimd: true,
};

const unfit: readonly (readonly [string, Partial<Surroundings>, string | undefined])[] = [
  ["nothing in use", {}, undefined],
  ["the WASM backend in use", { backend: "wasm" }, undefined],
  ["another 4.x", { version: "4.0.0" }, undefined],
  ["tfjs 3", { version: "3.21.0" }, "tfjs is of version 3.21.0, the kernels are made for 4.x"],
  ["tfjs 5", { version: "5.0.0" }, "the kernels are made for 4.x"],
  ["no SIMD", { hasSimd: false }, "there is no WebAssembly with SIMD here"],
  ["WebGL", { backend: "webgl" }, 'backend "webgl" of tfjs is in use, start them before the first'],
  ["two copies", { isOneCopy: false }, "two copies of tfjs are loaded"],
];
for (const [what, part, sentence] of unfit) {
  Deno.test(`kernels are ${sentence ? "refused" : "started"} with ${what}`, () => {
    const fault = faultOf({ ...healthy, ...part }, false);
    if (sentence === undefined) assertEquals(fault, undefined);
    else assertStringIncludes(fault!, sentence);
  });
}

Deno.test("another backend is left where it is asked for", () => {
  assertEquals(faultOf({ ...healthy, backend: "cpu" }, true), undefined);
});

Deno.test("a missing build is refused with its place, by file and by address", async () => {
  for (const folder of [new URL("file:///nowhere/"), "http://127.0.0.1:9"]) {
    await assertRejects(
      () => readBinary("simd.wasm", folder),
      Error,
      `Cannot start the kernels: ${String(folder).replace(/\/$/, "")}/simd.wasm could not be read`,
    );
  }
});

const printed = (...lines: string[]) =>
  printedWith('import { startKernels } from "isthmus/kernels";', ...lines);

Deno.test("where the kernels run already a start gives the build that computes", async () => {
  assertEquals(await startKernels(), backend);
});

/** The output of a program in a process of its own, a line for each call of `say`. */
async function printedWith(...[head, ...lines]: string[]): Promise<string[]> {
  const program = [
    head,
    "const say = (...words: unknown[]) => console.log(words.join(' '));",
    "const tried = (more = {}) => startKernels(more).then(() => 'started', (e) => e.message);",
    ...lines,
  ].join("\n");
  const file = await Deno.makeTempFile({ dir: root + "build", suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, program);
    const said = await succeedingDeno(root, "run", "--no-check", ...PERMITTED, file);
    return said.split("\n").filter((line) => line.startsWith("> "));
  } finally {
    await Deno.remove(file);
  }
}
const TFJS = 'import * as tf from "@tensorflow/tfjs";';
const CNN = `
  const model = tf.sequential({ layers: [
    tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 2, kernelSize: 3, activation: "relu" }),
    tf.layers.flatten(), tf.layers.dense({ units: 1 }),
  ] });
  model.compile({ optimizer: tf.train.adam(0.01), loss: "meanSquaredError" });
  const x = tf.randomUniform([32, 8, 8, 1], 0, 1, "float32", 1), y = tf.mean(x, [1, 2]);
  const losses = (await model.fit(x, y, { epochs: 40, verbose: 0 })).history.loss as number[];`;

Deno.test("a convolutional model of tfjs Layers trains, after one line", async () => {
  const lines = await printed(
    TFJS,
    "say('>', await tried(), tf.getBackend());",
    CNN,
    "say('>', losses[39] < losses[0] / 2, await tried());",
  );
  assertEquals(lines, ["> started wasm", "> true started"]);
});

Deno.test("a program whose backend is in use keeps it, unless it is to be replaced", async () => {
  const lines = await printed(
    TFJS,
    "await tf.setBackend('cpu'); const a = tf.ones([2, 2]);",
    "say('>', await tried());",
    "say('>', tf.getBackend(), tf.findBackendFactory('wasm') === null);",
    "say('>', await tried({ replace: true }), tf.getBackend(), tf.matMul(a, a).dataSync());",
  );
  assertEquals(lines, [
    '> Cannot start the kernels: backend "cpu" of tfjs is in use, start them before the first ' +
    "tensor, or with { replace: true } to leave that backend",
    "> cpu true",
    "> started wasm 2,2,2,2",
  ]);
});

Deno.test("where a start fails tfjs is as it was, and another start works", async () => {
  const lines = await printed(
    TFJS,
    "WebAssembly.validate = ((validate) => () => (WebAssembly.validate = validate, false))(WebAssembly.validate);",
    "say('>', await tried());",
    "say('>', (await tried({ from: 'file:///nowhere' })).slice(0, 41), tf.findBackendFactory('wasm'));",
    "const damaged = new Uint8Array(9);",
    "say('>', (await tried({ from: { simd: damaged, relaxed: damaged } })).slice(0, 11));",
    "say('>', tf.ones([2]).dataSync(), tf.getBackend());",
    "say('>', await tried({ replace: true }), tf.getBackend());",
  );
  assertEquals(lines, [
    "> Cannot start the kernels: there is no WebAssembly with SIMD here, which all browsers have " +
    "had since 2023, tfjs goes on without them",
    "> Cannot start the kernels: file:///nowhere ",
    "> WebAssembly",
    "> 1,1 cpu",
    "> started wasm",
  ]);
});

/** Loads tfjs once more beside itself, as two installed versions or a bundle and a script do. */
const AGAIN = `
  import { createRequire } from "node:module";
  import { realpathSync } from "node:fs";
  const require = createRequire(realpathSync("${root}node_modules/@tensorflow/tfjs") + "/package.json");
  const again = (name: string) => {
    const loaded = require(name);
    for (const path of Object.keys(require.cache)) {
      if (path.includes("/tfjs-")) delete require.cache[path];
    }
    return loaded;
  };
  const startKernels = async (more = {}) => (await import("isthmus/kernels")).startKernels(more);
`;

Deno.test("kernels are refused where another copy of tfjs made the engine, which goes on as it was", async () => {
  const lines = await printedWith(
    AGAIN,
    "const other = again('@tensorflow/tfjs-core'); again('@tensorflow/tfjs-backend-cpu');",
    "say('>', await tried());",
    "say('>', other.ones([2]).dataSync(), other.getBackend());",
  );
  assertEquals(lines, [
    "> Cannot start the kernels: two copies of tfjs are loaded and the engine is that of the " +
    "other one, let all of the program import @tensorflow/tfjs from one place",
    "> 1,1 cpu",
  ]);
});

Deno.test("a copy of tfjs that is loaded later and overwrites the kernels is told of", async () => {
  const lines = await printedWith(
    AGAIN,
    "say('>', await tried());",
    "again('@tensorflow/tfjs-backend-wasm'); again('@tensorflow/tfjs-backend-wasm');",
    "say('>', await tried());",
  );
  assertEquals(lines, [
    "> started",
    "> Cannot go on with the kernels: another copy of tfjs, loaded after them, has put its own in " +
    "their place, let all of the program import @tensorflow/tfjs from one place",
  ]);
});
