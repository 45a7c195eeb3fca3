import { fromFileUrl } from "@std/path";
import { linesOf } from "../../browser/lines_of.ts";
import { median } from "../compare.ts";

const ROOT = fromFileUrl(new URL("../../../", import.meta.url));

/** Starts that are counted, after one that is not. */
const STARTS = 5;

/** The time that `deno task demo` takes to its address and to its first answer, in one sentence. */
export async function demoStart(): Promise<string> {
  const printed: number[] = [], answered: number[] = [];
  for (let i = -1; i < STARTS; i++) {
    const [toPrint, toAnswer] = await startOnce();
    if (i < 0) continue;
    printed.push(toPrint);
    answered.push(toAnswer);
  }
  return `deno task demo: address after ${median(printed).toFixed(0)} ms, first page after ` +
    `${median(answered).toFixed(0)} ms`;
}

async function startOnce(): Promise<[printed: number, answered: number]> {
  const start = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "demo", "--port", "0", "--json"],
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  try {
    for await (const line of linesOf(child.stdout)) {
      const printed = performance.now() - start;
      const response = await fetch(JSON.parse(line).url);
      await response.text();
      return [printed, performance.now() - start];
    }
  } finally {
    // The task ends the program that it runs too.
    child.kill("SIGTERM");
    await child.status;
  }
  throw new Error("Cannot time the demo: it ended without its address");
}
