/// <reference lib="dom" />
import type { OrtRuntime } from "../../../src/inference/mod.ts";
import { createLiteRuntime } from "../../../src/lite/mod.ts";
import type { EngineCase, GraphCase, PlainArrays } from "../engine_cases.ts";

/** The largest differences of a graph's values, relative to the largest value where that is over 1. */
export interface Differences {
  /** The model and the half of it. */
  readonly graph: string;
  /** By engine, from the trainer. */
  readonly fromTrainer: Readonly<Record<string, number>>;
  /** Between any two engines. */
  readonly betweenEngines: number;
}

/** The engines and models compared. */
export interface Compared {
  readonly engines: readonly EngineName[];
  readonly halves: readonly (keyof EngineCase)[];
  /** The models, by name; all without. */
  readonly models?: readonly string[];
}

declare global {
  /** Runs models in engines, one after the other, and says how far apart they are. */
  var compareEngines: (compared: Compared) => Promise<Differences[]>;
}

/** An engine that a page runs models in. */
export type EngineName = "lite" | "wasm" | "webgpu";

const read = async (path: string) => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`Cannot read ${path}: ${response.status}`);
  return response;
};
const bytesOf = async (path: string) => new Uint8Array(await (await read(path)).arrayBuffer());

const open: Readonly<Record<EngineName, () => Promise<OrtRuntime>>> = {
  lite: async () => createLiteRuntime({ kernels: await bytesOf("lite.wasm") }),
  wasm: () => openOrt("./ort/ort.wasm.min.mjs"),
  webgpu: () => openOrt("./ort/ort.webgpu.min.mjs"),
};

async function openOrt(path: string): Promise<OrtRuntime> {
  const ort: typeof import("onnxruntime-web/wasm") = await import(path);
  // Threads want headers that a static site rarely sends, and their absence would be a warning.
  ort.env.wasm.numThreads = 1;
  // Its warnings are written as errors, of which WebGPU has one for each shape that stays on the CPU.
  ort.env.logLevel = "error";
  return ort;
}

globalThis.compareEngines = async ({ engines: names, halves, models }) => {
  const engines: [EngineName, OrtRuntime][] = [];
  for (const name of names) engines.push([name, await open[name]()]);
  const known: string[] = await (await read("/cases/names.json")).json();
  const found: Differences[] = [];
  for (const [at, model] of known.entries()) {
    if (models && !models.includes(model)) continue;
    const cases: EngineCase = await (await read(`/cases/${at}/case.json`)).json();
    for (const half of halves) {
      const bytes = await bytesOf(`/cases/${at}/${half}.onnx`);
      const given: [EngineName, PlainArrays][] = [];
      for (const [name, ort] of engines) {
        try {
          given.push([name, await run(ort, { name, bytes, feeds: cases[half].feeds })]);
        } catch (cause) {
          throw new Error(`Cannot run the ${half} of ${model} in ${name}: ${cause}`, { cause });
        }
      }
      found.push({ graph: `the ${half} of ${model}`, ...differencesOf(cases[half], given) });
    }
  }
  return found;
};

async function run(
  ort: OrtRuntime,
  { name, bytes, feeds }: { name: EngineName; bytes: Uint8Array; feeds: PlainArrays },
): Promise<PlainArrays> {
  const options = name === "lite" ? {} : { executionProviders: [name] };
  const session = await ort.InferenceSession.create(bytes, options);
  const outputs = await session.run(
    Object.fromEntries(
      Object.entries(feeds).map(([name, { shape, values }]) => [
        name,
        new ort.Tensor("float32", Float32Array.from(values), [...shape]),
      ]),
    ),
  );
  const found: Record<string, PlainArrays[string]> = {};
  for (const [output, tensor] of Object.entries(outputs)) {
    const values = Array.from(await tensor.getData() as Float32Array);
    found[output] = { shape: [...tensor.dims], values };
    tensor.dispose();
  }
  await session.release();
  return found;
}

function differencesOf(
  { expected }: GraphCase,
  given: readonly [EngineName, PlainArrays][],
): Omit<Differences, "graph"> {
  const fromTrainer = given.map(([name, values]) => [name, difference(values, expected)]);
  const betweenEngines = given.flatMap(([, a]) => given.map(([, b]) => difference(a, b)));
  return {
    fromTrainer: Object.fromEntries(fromTrainer),
    betweenEngines: Math.max(...betweenEngines),
  };
}

/** Infinite where names, shapes or values that are no numbers part them. */
function difference(actual: PlainArrays, expected: PlainArrays): number {
  const names = (arrays: PlainArrays) => Object.keys(arrays).sort().join();
  if (names(actual) !== names(expected)) return Infinity;
  let most = 0;
  for (const [name, { shape, values }] of Object.entries(expected)) {
    const other = actual[name];
    if (other.shape.join() !== shape.join()) return Infinity;
    const scale = values.reduce((max, value) => Math.max(max, Math.abs(value)), 1);
    for (const [i, value] of values.entries()) {
      const apart = Math.abs(other.values[i] - value) / scale;
      most = Number.isNaN(apart) ? Infinity : Math.max(most, apart);
    }
  }
  return most;
}
