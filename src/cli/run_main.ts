import { asTyped } from "./console/as_typed.ts";
import { INTERRUPTED, type Interrupts } from "./console/hear_interrupts.ts";
import type { Command } from "./options/command.ts";
import { DONE, runCommand, WRONG_USAGE } from "./run_command.ts";

/** The turns of the event loop in which a signal is looked for: one alone misses some that have come. */
const TURNS = 4;

/** The parts of the program that come from outside. */
export interface MainOptions {
  /** Every command, in the order of the help. */
  readonly commands: readonly Command[];
  /** Heard from before the commands were loaded. */
  readonly interrupts: Interrupts;
}

/** Runs the command that the arguments name and returns the exit code. */
export async function runMain(
  [name, ...args]: readonly string[],
  { commands, interrupts }: MainOptions,
): Promise<number> {
  // Only a timer lets the runtime come to rest, which is when it looks for signals.
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setTimeout(resolve));
  if (interrupts.signal.aborted) {
    console.error("Interrupted before the command began: nothing was done");
    return INTERRUPTED;
  }
  if (name === undefined || name === "--help") {
    console.log(asTyped(overview(commands)));
    return name === undefined ? WRONG_USAGE : DONE;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    console.error(
      `There is no command "${name}": expected one of ${commands.map((c) => c.name).join(", ")}`,
    );
    return WRONG_USAGE;
  }
  return await runCommand(command, args, { interrupts });
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Isthmus: train autoencoders on WebAssembly, run them everywhere on ONNX.",
    "",
    "Usage: deno task isthmus COMMAND [options]",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "Help on one of them: deno task isthmus COMMAND --help",
  ].join("\n");
}
