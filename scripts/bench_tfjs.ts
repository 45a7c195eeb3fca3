/**
 * Prints the time of a batch of `model.fit` for models of tfjs Layers, on tfjs's CPU backend, on its
 * WASM backend, and on that with the kernels of this project: a Markdown table of medians.
 *
 * Every measurement is a process of its own, and the sides take turns, so that a busy machine slows
 * all alike. Options: --only MODEL, --rounds N (3 unless given).
 */
import { parseArgs } from "node:util";
import process from "node:process";
import { median } from "../tests/bench/compare.ts";
import type { FitTime, Side } from "../tests/bench/tfjs/fit_time.ts";
import { tfjsModels } from "../tests/bench/tfjs/tfjs_models.ts";

const SIDES: readonly Side[] = ["cpu", "stock", "ours"];
const child = new URL("../tests/bench/tfjs/fit_child.ts", import.meta.url).pathname;

await main();

async function main(): Promise<void> {
  const { values: { only, rounds } } = parseArgs({
    args: process.argv.slice(2),
    options: { only: { type: "string" }, rounds: { type: "string", default: "3" } },
  });
  const names = Object.keys(tfjsModels);
  if (only !== undefined && !names.includes(only)) {
    console.error(`Cannot measure "${only}": expected one of ${names.join(", ")}`);
    process.exit(2);
  }
  if (!/^[1-9]\d?$/.test(rounds)) {
    console.error(`Cannot measure ${rounds} rounds: expected a whole number from 1 to 99`);
    process.exit(2);
  }
  console.log(
    "Processor time of a batch in ms, wall time in brackets; medians of " +
      `${rounds} processes each, but one on the CPU backend\n\n` +
      "| model | size | CPU backend | stock WASM | these kernels | faster than CPU | than stock |\n" +
      "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
  );
  for (const name of only === undefined ? names : [only]) console.log(await row(name, +rounds));
}

/** The line of one model. */
async function row(name: string, rounds: number): Promise<string> {
  const times: Record<Side, FitTime[]> = { cpu: [], stock: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    // Seconds long, the CPU backend is timed once.
    for (const side of SIDES.slice(round === 0 ? 0 : 1)) times[side].push(await timeOf(name, side));
  }
  const [cpu, stock, ours] = SIDES.map((side) => summary(times[side]));
  const ratio = (other: Summary) =>
    other.fault !== undefined || ours.fault !== undefined
      ? ""
      : digits(other.processor / ours.processor);
  const cells = [name, tfjsModels[name].size, ...[cpu, stock, ours].map(said), ratio(cpu)];
  return `| ${[...cells, ratio(stock)].join(" | ")} |`;
}

type Summary =
  | { readonly processor: number; readonly wall: number; readonly fault?: undefined }
  | { readonly fault: string };

function summary(times: readonly FitTime[]): Summary {
  const fault = times.find(({ fault }) => fault !== undefined)?.fault;
  if (fault !== undefined) return { fault };
  const good = times.filter((time) => time.fault === undefined);
  return {
    processor: median(good.map(({ processorMilliseconds }) => processorMilliseconds)),
    wall: median(good.map(({ wallMilliseconds }) => wallMilliseconds)),
  };
}

function said(side: Summary): string {
  return side.fault ?? `${digits(side.processor)} (${digits(side.wall)})`;
}

/** Three digits, without an exponent. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

async function timeOf(name: string, side: Side): Promise<FitTime> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "--allow-env", "--allow-sys", child, name, side],
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`Cannot measure ${name} on ${side}: ${text.decode(stderr)}`);
  return JSON.parse(text.decode(stdout).trim().split("\n").at(-1)!);
}
