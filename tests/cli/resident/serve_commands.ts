/**
 * Runs commands one after another in this process, as tests ask for them: a line on stdin holds the folder and
 * the arguments of one. What it writes comes on stdout and stderr, as from a process of its own, and at its
 * end a line with its exit code on both, behind the character that no command writes.
 */
import process from "node:process";
import { createInterface } from "node:readline";
import { commands } from "../../../src/cli/commands/commands.ts";
import { hearInterrupts } from "../../../src/cli/console/hear_interrupts.ts";
import { runMain } from "../../../src/cli/run_main.ts";
import { END } from "./resident_command.ts";

for await (const line of createInterface({ input: process.stdin })) {
  using interrupts = hearInterrupts();
  const { cwd, args } = JSON.parse(line);
  process.chdir(cwd);
  const code = await runMain(args, { commands, interrupts });
  console.log(`${END}${code}`);
  console.error(`${END}${code}`);
}
// Native threads of a runtime may keep the process.
process.exit(0);
