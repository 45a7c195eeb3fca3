/**
 * Prints the speed of the kernels beside stock tfjs on its WASM backend, both in one process and on
 * one thread: a Markdown table, or one JSON object with --json.
 *
 * Options: --only NAME (training, gemm, conv, optimizer, gradient, random, sparse), --portable,
 * --json.
 */
import * as tf from "@tensorflow/tfjs";
import { parseArgs } from "node:util";
import { heapBytes } from "../src/kernels/mod.ts";
import type { Comparison } from "../tests/bench/compare.ts";
import { convBench } from "../tests/bench/conv_bench.ts";
import { gemmBench } from "../tests/bench/gemm_bench.ts";
import { gradientBench } from "../tests/bench/gradient_bench.ts";
import { type KernelSets, startBothKernelSets } from "../tests/bench/kernel_sets.ts";
import { optimizerBench } from "../tests/bench/optimizer_bench.ts";
import { sparseBench } from "../tests/bench/sparse_bench.ts";
import { randomBench } from "../tests/bench/random_bench.ts";
import { trainingBench, type TrainingMemory } from "../tests/bench/training_bench.ts";

type Bench = (sets: KernelSets) => Iterable<Comparison | TrainingMemory>;

/** Training comes first: it measures memory, which the others would have grown. */
const benches: Readonly<Record<string, Bench>> = {
  training: (sets) => trainingBench(sets, heapBytes),
  gemm: gemmBench,
  conv: convBench,
  optimizer: optimizerBench,
  gradient: gradientBench,
  sparse: sparseBench,
  random: randomBench,
};

await main();

async function main(): Promise<void> {
  const { values: { only, json, portable } } = parseArgs({
    args: Deno.args,
    options: {
      only: { type: "string" },
      json: { type: "boolean", default: false },
      portable: { type: "boolean", default: false },
    },
  });
  if (only !== undefined && !(only in benches)) {
    console.error(
      `Cannot run bench "${only}": expected one of ${Object.keys(benches).join(", ")}`,
    );
    Deno.exit(2);
  }
  const sets = await startBothKernelSets(portable ? "portable" : "fast");
  const comparisons: Comparison[] = [];
  let memory: TrainingMemory | undefined;
  if (!json) console.log(tableHead(sets));
  for (const name of only === undefined ? Object.keys(benches) : [only]) {
    for (const result of benches[name](sets)) {
      if ("ratio" in result) {
        comparisons.push(result);
        if (!json) console.log(tableRow(result));
      } else memory = result;
    }
  }
  if (json) console.log(JSON.stringify({ build: sets.build, comparisons, memory }, null, 2));
  else if (memory !== undefined) console.log(`\n${memoryLine(memory)}`);
}

function tableHead({ build: { build, sha256 } }: KernelSets): string {
  return `Kernels: ${build}, ${sha256.slice(0, 12)}; stock: tfjs ${tf.version_core} WASM\n\n` +
    "| kernel | size | ours, ms | stock, ms | times faster | ours, GFLOP/s |\n" +
    "| --- | --- | ---: | ---: | ---: | ---: |";
}

function tableRow(
  { name, size, oursMilliseconds, stockMilliseconds, ratio, gigaflops }: Comparison,
): string {
  const cells = [
    name,
    size,
    rounded(oursMilliseconds),
    rounded(stockMilliseconds),
    rounded(ratio),
    gigaflops?.toFixed(1) ?? "",
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Three digits, without an exponent. */
function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function memoryLine(memory: TrainingMemory): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  return `Training memory: heap ${megabytes(memory.heapBytesAfterWarmUp)} after the warm-up and ${
    megabytes(memory.heapBytes)
  } after ${memory.steps} more steps, ${memory.tensorsAfterWarmUp} and ${memory.tensors} tensors, ` +
    `${megabytes(memory.residentBytes)} resident in all`;
}
