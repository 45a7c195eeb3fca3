import { hearInterrupts, INTERRUPTED, type Interrupts } from "./console/hear_interrupts.ts";
import type { Command } from "./options/command.ts";
import { DONE, runCommand, WRONG_USAGE } from "./run_command.ts";

/** The surroundings of the program, which tests choose. */
export interface MainOptions {
  /** Loads every command, in the order of the help; they bring most of the program with them. */
  readonly load?: () => Promise<readonly Command[]>;
  readonly interrupts?: Interrupts;
}

/** Runs the command that the arguments name and returns the exit code. */
export async function main(
  [name, ...args]: readonly string[],
  { load = loadCommands, interrupts = hearInterrupts() }: MainOptions = {},
): Promise<number> {
  const commands = await load();
  if (interrupts.signal.aborted) {
    console.error("Interrupted before the command began: nothing was done");
    return INTERRUPTED;
  }
  if (name === undefined || name === "--help") {
    console.log(overview(commands));
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

async function loadCommands(): Promise<readonly Command[]> {
  return (await import("./commands/commands.ts")).commands;
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

if (import.meta.main) Deno.exit(await main(Deno.args));
