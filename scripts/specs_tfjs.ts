/**
 * Runs the specs that `@tensorflow/tfjs-core` ships, on its WASM backend alone and with the kernels of
 * this project on it, and prints how many pass on each. Fails where one passes on stock alone that
 * `scripts/specs/explained.ts` has no reason for.
 *
 * Options: --only PATTERN for the specs whose names match, --list for all that fail on these kernels.
 */
import { parseArgs } from "node:util";
import process from "node:process";
import { bundleSpecs } from "./specs/bundle_specs.ts";
import { explained } from "./specs/explained.ts";
import { runSpecs, type SpecResult } from "./specs/run_specs.ts";

const { values: { only, list } } = parseArgs({
  args: process.argv.slice(2),
  options: { only: { type: "string", default: "" }, list: { type: "boolean", default: false } },
});
const bundle = await bundleSpecs();
const stock = await runSpecs({ bundle, side: "stock", only });
const ours = await runSpecs({ bundle, side: "ours", only });
const passed = (results: readonly SpecResult[]) =>
  results.filter(({ status }) => status === "passed").map(({ name }) => name);
const byStock = passed(stock), byOurs = passed(ours);
console.log(
  `Of ${stock.length} specs ${byStock.length} pass on stock, ${byOurs.length} on these kernels`,
);
let unexplained = 0;
// Some specs have the same name, and all of these must pass.
const failing = new Set(ours.filter(({ status }) => status === "failed").map(({ name }) => name));
for (const name of new Set(byStock.filter((name) => failing.has(name)))) {
  const reason = Object.entries(explained).find(([start]) => name.startsWith(start))?.[1];
  if (reason === undefined) unexplained++;
  console.log(`On stock alone: ${name}: ${reason ?? "without a reason"}`);
}
if (list) {
  for (const { name, status, fault } of ours) {
    if (status === "failed") console.log(`Fails: ${name}: ${fault}`);
  }
}
process.exitCode = unexplained === 0 ? 0 : 1;
