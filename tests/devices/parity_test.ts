/**
 * All recipes on WebGPU beside the CPU, on drivers in software: a process for each runtime runs them,
 * once for all tests here. Each test skips where its runtime takes none of the drivers, and says why.
 */
import { assert } from "@std/assert";
import { recipeNames } from "../../src/io/read_recipe.ts";
import { PERMITTED } from "../run_deno.ts";
import { partsOf } from "./recipe_graphs.ts";
import { softwareDrivers } from "./software_drivers.ts";

/** The largest difference, as a part of the largest value where that is above 1. */
const BOUND = 1e-5;

const RUNTIMES = ["onnxruntime-node", "onnxruntime-web"] as const;
type Runtime = typeof RUNTIMES[number];

/** The parts of a recipe's model that are run; of onnxruntime-web an operator in whatever graph has it first. */
const SUBJECTS: Readonly<Record<Runtime, (recipe: string) => string>> = {
  "onnxruntime-node": (recipe) => `its ${partsOf(recipe)}`,
  "onnxruntime-web": (recipe) => `the operators of its ${partsOf(recipe)}`,
};

const TRY = new URL("../../src/devices/run_trial.ts", import.meta.url).href;
const root = new URL("../../", import.meta.url);

/** Runs a program of the project where drivers in software alone are found. */
async function output(
  runtime: Runtime,
  args: readonly string[],
): Promise<{ said: string; failed: string }> {
  const { code, signal, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", ...PERMITTED, ...args],
    cwd: root,
    env: softwareDrivers(runtime),
  }).output();
  const text = new TextDecoder();
  return {
    said: text.decode(stdout),
    failed: code === 0 ? "" : `ended by ${signal ?? code}: ${text.decode(stderr).slice(-2000)}`,
  };
}

/** The reason why a runtime has no WebGPU here; undefined where it has. */
async function missing(runtime: Runtime): Promise<string | undefined> {
  const { said, failed } = await output(runtime, [TRY, `${runtime} webgpu`]);
  return failed || JSON.parse(said).why;
}

const faults = new Map<Runtime, string | undefined>();
for (const runtime of RUNTIMES) faults.set(runtime, await missing(runtime));

type Differences = Record<string, number | string | null>;
type Parities = Promise<{ lines: ReadonlyMap<string, Differences[]>; failed: string }>;

const running = new Map<Runtime, Parities>();

/** The lines of the process of a runtime, which runs once, by recipe. */
function parities(runtime: Runtime): Parities {
  const begun = running.get(runtime) ?? runAll(runtime);
  running.set(runtime, begun);
  return begun;
}

async function runAll(runtime: Runtime): Parities {
  const program = ["tests/devices/run_parity.ts", `${runtime} webgpu`];
  const { said, failed } = await output(runtime, program);
  const lines = said.split("\n").filter((line) => line.startsWith("{")).map((line) =>
    JSON.parse(line)
  );
  return {
    lines: new Map(lines.map(({ recipe, differences }) => [recipe, differences])),
    failed,
  };
}

for (const runtime of RUNTIMES) {
  const fault = faults.get(runtime);
  for (const recipe of recipeNames()) {
    Deno.test({
      name: `${recipe}: ${
        SUBJECTS[runtime](recipe)
      } give on the WebGPU of ${runtime} what they give on the CPU${
        fault === undefined ? "" : ` (skipped: ${fault})`
      }`,
      ignore: fault !== undefined,
      async fn() {
        const { lines, failed } = await parities(runtime);
        const parts = lines.get(recipe) ?? [];
        assert(parts.length >= 2, failed || "nothing was said of it");
        for (const outputs of parts) {
          for (const [name, difference] of Object.entries(outputs)) {
            assert(typeof difference === "number" && difference <= BOUND, `${name}: ${difference}`);
          }
        }
      },
    });
  }
}
