/**
 * Prints the speed of the kernels beside stock tfjs on its WASM backend, both in one process and on
 * one thread: a Markdown table, or one JSON object with --json.
 *
 * A PyTorch beside it is asked for its time too, and a browser for that of pages. Options: --only NAME (any of `benches`),
 * --portable, --json.
 */
import * as tf from "@tensorflow/tfjs";
import { parseArgs } from "node:util";
import type { Comparison } from "../tests/bench/compare.ts";
import { convBench } from "../tests/bench/conv_bench.ts";
import { convStepBench } from "../tests/bench/conv_step_bench.ts";
import { depthwiseBench } from "../tests/bench/depthwise_bench.ts";
import { gemmBench } from "../tests/bench/gemm_bench.ts";
import { gradientBench } from "../tests/bench/gradient_bench.ts";
import { type KernelSets, startBothKernelSets } from "../tests/bench/kernel_sets.ts";
import type { TrainingMemory } from "../tests/bench/measure_memory.ts";
import { ladderBench } from "../tests/bench/ladder_bench.ts";
import { liteBench } from "../tests/bench/lite_bench.ts";
import { mapsBench } from "../tests/bench/maps_bench.ts";
import { optimizerBench } from "../tests/bench/optimizer_bench.ts";
import { pageBench } from "../tests/bench/page/page_bench.ts";
import type { PageFigures } from "../tests/bench/page/page_figures.ts";
import { pageTables } from "../tests/bench/page/page_table.ts";
import { poolingBench } from "../tests/bench/pooling_bench.ts";
import { rbmStepBench } from "../tests/bench/rbm_step_bench.ts";
import { rowLossBench } from "../tests/bench/row_loss_bench.ts";
import { searchBench } from "../tests/bench/search_bench.ts";
import { sparseBench } from "../tests/bench/sparse_bench.ts";
import { randomBench } from "../tests/bench/random_bench.ts";
import { topKStepBench } from "../tests/bench/top_k_step_bench.ts";
import type { TorchComparison } from "../tests/bench/torch_peer.ts";
import { trainingBench } from "../tests/bench/training_bench.ts";

type Result = Comparison | PageFigures | TrainingMemory | TorchComparison;
type Bench = (sets: KernelSets) => Iterable<Result> | AsyncIterable<Result>;

/** Training comes first: it measures memory, which the others would have grown. */
const benches: Readonly<Record<string, Bench>> = {
  training: trainingBench,
  convStep: convStepBench,
  topKStep: topKStepBench,
  rbmStep: rbmStepBench,
  gemm: gemmBench,
  conv: convBench,
  depthwise: depthwiseBench,
  optimizer: optimizerBench,
  gradient: gradientBench,
  rowLoss: rowLossBench,
  ladder: ladderBench,
  pooling: poolingBench,
  sparse: sparseBench,
  random: randomBench,
  search: searchBench,
  maps: mapsBench,
  lite: liteBench,
  page: pageBench,
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
  const memory: TrainingMemory[] = [], torch: TorchComparison[] = [], page: PageFigures[] = [];
  if (!json) console.log(tableHead(sets));
  for (const name of only === undefined ? Object.keys(benches) : [only]) {
    for await (const result of benches[name](sets)) {
      if ("ratio" in result) {
        comparisons.push(result);
        if (!json) console.log(tableRow(result));
      } else if ("heapBytes" in result) memory.push(result);
      else if ("kind" in result) page.push(result);
      else torch.push(result);
    }
  }
  if (json) {
    const { build } = sets;
    console.log(JSON.stringify({ build, comparisons, memory, torch, page }, null, 2));
  } else {
    const lines = [...memory.map(memoryLine), ...torch.map(torchLine), ...pageTables(page)];
    console.log(["", ...lines].join("\n"));
  }
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
  return `Memory of the ${memory.name}: heap ${
    megabytes(memory.heapBytesAfterWarmUp)
  } after the warm-up and ${
    megabytes(memory.heapBytes)
  } after ${memory.steps} more steps, ${memory.tensorsAfterWarmUp} and ${memory.tensors} tensors, ` +
    `${megabytes(memory.residentBytes)} resident in all`;
}

function torchLine({ name, oursMilliseconds, torch }: TorchComparison): string {
  if (torch === undefined) return `PyTorch for the ${name}: absent`;
  const { version, threads, milliseconds } = torch;
  return `PyTorch ${version} for the ${name}: ${
    rounded(milliseconds)
  } ms on ${threads} thread(s), ` +
    `of which ours takes ${rounded(oursMilliseconds / milliseconds)}`;
}
