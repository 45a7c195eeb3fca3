/**
 * Prints what the encoder 784-1000-500-250-30 encodes in a second on each device of this machine, beside the
 * CPU, as a Markdown table, and how far its codes are from the CPU's.
 *
 * Options: --batches N,N (1,8,64,512,4096), --seconds S of each figure (1), --only NAME,NAME of the devices
 * that `deno task devices` lists, --recipes to hold the models of all recipes beside the CPU as well, in the
 * sizes of the recipes, on each GPU.
 */
import { parseArgs } from "node:util";
import { createRng } from "../src/core/rng.ts";
import { listDevices } from "../src/devices/list_devices.ts";
import type { Device, DeviceName } from "../src/devices/device.ts";
import { toOnnx } from "../src/export/mod.ts";
import type { OrtRuntime, OrtSession } from "../src/inference/mod.ts";
import { readLiteKernels } from "../src/io/read_kernels.ts";
import { readRecipe } from "../src/io/read_recipe.ts";
import { createLiteRuntime } from "../src/lite/mod.ts";
import { initParams, planAutoencoder } from "../src/model/mod.ts";
import { describeAutoencoder } from "../src/variants/mod.ts";

/** A runtime and the options of its sessions. */
interface Engine {
  readonly runtime: OrtRuntime;
  readonly session: object;
}

const SHAPE = [28, 28, 1], SIZE = 784, CPU = "onnxruntime-node cpu";

/** A figure is not begun where one run would take longer than this, in seconds. */
const LONGEST_RUN = 20;

const { values: options } = parseArgs({
  options: {
    batches: { type: "string", default: "1,8,64,512,4096" },
    seconds: { type: "string", default: "1" },
    only: { type: "string" },
    recipes: { type: "boolean", default: false },
  },
});
const batches = options.batches.split(",").map(Number), seconds = Number(options.seconds);
const only = options.only?.split(",");

const devices = await listDevices();
console.log(devices.map(({ name, says }) => `- ${name}: ${says}`).join("\n") + "\n");
const encoder = encoderBytes(), images = imagesOf(Math.max(...batches));
const expected = await codesOf(await engineOf(CPU), images.subarray(0, 8 * SIZE));
const titles = batches.map((batch) => `batch ${batch}`);
console.log(`| examples a second | difference from the CPU | ${titles.join(" | ")} |`);
console.log(
  `| :---------------- | ----------------------: |${titles.map(() => " ---: |").join("")}`,
);
const measured = devices.filter(({ name, isThere }) =>
  name !== "trainer" && isThere && (only === undefined || only.includes(name))
);
for (const { name } of measured) console.log(`| ${(await rowOf(name)).join(" | ")} |`);
if (options.recipes) await printRecipes(measured);
// Native threads of a runtime may keep the process.
Deno.exit(0);

async function engineOf(name: DeviceName): Promise<Engine> {
  const [where, provider] = name.split(" ");
  const session = { executionProviders: [provider], logSeverityLevel: 3 };
  if (where === "onnxruntime-node") return { runtime: await import("onnxruntime-node"), session };
  if (name === "onnxruntime-web wasm") {
    return { runtime: await import("onnxruntime-web/wasm"), session };
  }
  if (where === "onnxruntime-web") {
    return { runtime: await import("onnxruntime-web/webgpu"), session };
  }
  return { runtime: createLiteRuntime({ kernels: await readLiteKernels() }), session: {} };
}

/** The encoder with fresh parameters: its values are nothing to its speed. */
function encoderBytes(): Uint8Array {
  const plan = planAutoencoder(describeAutoencoder(readRecipe("mnist-deep-30").model, SHAPE));
  const zeros = { shape: SHAPE, values: new Float32Array(SIZE) };
  return toOnnx(plan, initParams(plan, { rng: createRng(1), measure: () => zeros })).encoder;
}

function imagesOf(count: number): Float32Array<ArrayBuffer> {
  const rng = createRng(2);
  return new Float32Array(count * SIZE).map(() => rng.uniform());
}

async function rowOf(name: DeviceName): Promise<string[]> {
  const engine = await engineOf(name), codes = await codesOf(engine, images.subarray(0, 8 * SIZE));
  const difference = codes.reduce(
    (most, code, i) => Math.max(most, Math.abs(code - expected[i])),
    0,
  );
  const session = await engine.runtime.InferenceSession.create(encoder, engine.session);
  const figures: string[] = [];
  let rate = Infinity;
  for (const batch of batches) {
    if (batch / rate > LONGEST_RUN) {
      figures.push("–");
      continue;
    }
    rate = await examplesPerSecond(engine, { session, batch });
    figures.push(Math.round(rate).toLocaleString("en"));
  }
  await session.release();
  return [name, name === CPU ? "–" : difference.toExponential(1), ...figures];
}

async function codesOf(
  { runtime, session }: Engine,
  values: Float32Array<ArrayBuffer>,
): Promise<Float32Array> {
  const opened = await runtime.InferenceSession.create(encoder, session);
  const codes = await encode(runtime, { session: opened, values });
  await opened.release();
  return codes;
}

/** Codes as a program gets them: the time of a device is that of its answer in memory. */
async function encode(
  { Tensor }: OrtRuntime,
  { session, values }: { session: OrtSession; values: Float32Array<ArrayBuffer> },
): Promise<Float32Array> {
  const input = new Tensor("float32", values, [values.length / SIZE, ...SHAPE]);
  const { code } = await session.run({ input });
  const codes = Float32Array.from(await code.getData() as Float32Array);
  code.dispose();
  return codes;
}

/** The examples a second of the median run, after two to warm up. */
async function examplesPerSecond(
  { runtime }: Engine,
  { session, batch }: { session: OrtSession; batch: number },
): Promise<number> {
  const values = images.subarray(0, batch * SIZE), times: number[] = [];
  for (let warm = 0; warm < 2; warm++) await encode(runtime, { session, values });
  const end = performance.now() + 1000 * seconds;
  while (times.length < 3 || performance.now() < end) {
    const begin = performance.now();
    await encode(runtime, { session, values });
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return 1000 * batch / times[times.length >> 1];
}

/** Prints how far the models of all recipes are from the CPU's on GPUs, the worst of each first. */
async function printRecipes(devices: readonly Device[]): Promise<void> {
  const program = new URL("../tests/devices/run_parity.ts", import.meta.url).href;
  for (const { name } of devices.filter(({ name }) => /webgpu|cuda/.test(name))) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--allow-read",
        "--allow-env",
        "--allow-sys",
        "--allow-ffi",
        program,
        name,
        "--whole",
      ],
      stderr: "null",
    }).output();
    const lines = new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "");
    const worst = lines.map((line) => JSON.parse(line)).map(({ recipe, differences }) => {
      const values = differences.flatMap((each: Record<string, unknown>) => Object.values(each));
      const fault = values.find((value: unknown) => typeof value !== "number");
      return { recipe, fault, most: Math.max(0, ...values.filter(Number.isFinite)) };
    }).sort((a, b) => b.most - a.most);
    const faults = worst.filter(({ fault }) => fault !== undefined);
    console.log(
      `\n${name}: ${worst.length} recipes; the largest difference is ${
        worst[0]?.most.toExponential(1)
      }, of ${worst[0]?.recipe}; ${faults.length} do not run`,
    );
    for (const { recipe, fault } of faults) console.log(`- ${recipe}: ${fault}`);
  }
}
