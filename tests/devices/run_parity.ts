/**
 * Runs the graphs of all recipes on GPUs and on the CPU, and prints a line of JSON for each device and recipe:
 * in a process of its own, as a driver that fails may take it down. Of graphs of the same operators it runs
 * the smallest; in onnxruntime-web, whose provider is that of onnxruntime-node, those graphs alone that have
 * an operator which none before them had. With --whole it runs all of them, in the sizes of the recipes.
 *
 * Its arguments are the names of devices, such as "onnxruntime-node webgpu".
 */
import * as node from "onnxruntime-node";
import * as web from "onnxruntime-web/webgpu";
import type { NdArray } from "../../src/core/nd_array.ts";
import type { OrtRuntime } from "../../src/inference/mod.ts";
import { operatorsOf, recipeGraphs } from "./recipe_graphs.ts";

type Arrays = Readonly<Record<string, NdArray>>;

/** A graph with its inputs, and what it makes of them on the CPU. */
interface Task {
  readonly bytes: Uint8Array;
  readonly feeds: Arrays;
  readonly expected: Arrays;
  readonly operators: readonly string[];
  /** A text that tasks share of which one is enough. */
  readonly likeness: string;
}

/** A runtime, and the provider in it that uses the GPU. */
interface Gpu {
  readonly runtime: OrtRuntime;
  readonly session: object;
}

const on = (provider: string) => ({ executionProviders: [provider], logSeverityLevel: 3 });
const gpus: Readonly<Record<string, Gpu>> = {
  "onnxruntime-node webgpu": { runtime: node, session: on("webgpu") },
  "onnxruntime-node cuda": { runtime: node, session: on("cuda") },
  "onnxruntime-web webgpu": { runtime: web, session: on("webgpu") },
};
const whole = Deno.args.includes("--whole");

const recipes = new Map<string, Task[]>(), smallest = new Map<string, Task>();
for (const { recipe, encoder, decoder, classifier, inputs } of recipeGraphs({ whole })) {
  const first = await taskOf(encoder, inputs);
  const tasks = [first, await taskOf(decoder, { ...inputs, ...first.expected })];
  if (classifier) tasks.push(await taskOf(classifier, inputs));
  recipes.set(recipe, tasks);
  for (const task of tasks) {
    const other = smallest.get(task.likeness);
    if (!other || task.bytes.length < other.bytes.length) smallest.set(task.likeness, task);
  }
}

for (const device of Deno.args.filter((word) => word in gpus)) {
  const gpu = gpus[device], seen = new Set<string>();
  const found = new Map<Task, Record<string, number | string | null>>();
  // A session that stays keeps the device, and with it the shaders that later graphs use again.
  const kept = await gpu.runtime.InferenceSession.create(
    [...smallest.values()][0].bytes,
    gpu.session,
  );
  for (const [recipe, tasks] of recipes) {
    const differences: Record<string, number | string | null>[] = [];
    for (const task of tasks) {
      const run = smallest.get(task.likeness) ?? task;
      const isSeen = !whole && gpu.runtime === web && run.operators.every((each) => seen.has(each));
      const before = found.get(run) ?? (isSeen ? {} : await differencesOn(gpu, run));
      found.set(run, before);
      differences.push(before);
      for (const operator of run.operators) seen.add(operator);
    }
    console.log(JSON.stringify({ device, recipe, differences }));
  }
  await kept.release();
}
// Native threads of a runtime may keep the process.
Deno.exit(0);

async function taskOf(bytes: Uint8Array, feeds: Arrays): Promise<Task> {
  const expected = await run(node, { bytes, feeds, session: {} });
  const operators = operatorsOf(bytes);
  const likeness = whole ? crypto.randomUUID() : operators.join();
  return { bytes, feeds, expected, operators, likeness };
}

/** The largest difference of each output from the CPU's, or why it does not run. */
async function differencesOn(
  { runtime, session }: Gpu,
  { bytes, feeds, expected }: Task,
): Promise<Record<string, number | string | null>> {
  try {
    const found = await run(runtime, { bytes, feeds, session });
    return Object.fromEntries(
      Object.entries(expected).map(([name, array]) => [name, difference(found[name], array)]),
    );
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function run(
  { InferenceSession, Tensor }: OrtRuntime,
  { bytes, feeds, session }: { bytes: Uint8Array; feeds: Arrays; session: object },
): Promise<Arrays> {
  const opened = await InferenceSession.create(bytes, session);
  const taken = opened.inputMetadata.map(({ name }) =>
    [name, new Tensor("float32", feeds[name].values, feeds[name].shape)] as const
  );
  const outputs = await opened.run(Object.fromEntries(taken));
  const found: Record<string, NdArray> = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    found[name] = { shape: tensor.dims, values: await tensor.getData() as NdArray["values"] };
  }
  await opened.release();
  return found;
}

/** The largest difference, as a part of the largest value where that is above 1; null for another shape or no number. */
function difference(found: NdArray, expected: NdArray): number | null {
  if (found.shape.join() !== expected.shape.join()) return null;
  let largest = 1, most = 0;
  for (const [i, value] of expected.values.entries()) {
    if (Number.isNaN(found.values[i])) return null;
    largest = Math.max(largest, Math.abs(value));
    most = Math.max(most, Math.abs(value - found.values[i]));
  }
  return most / largest;
}
