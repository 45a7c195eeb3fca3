import type { Command } from "./options/command.ts";
import * as registry from "./commands/registry.ts";
import { DONE, runCommand, WRONG_USAGE } from "./run_command.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = Object.values(registry)
  .toSorted((a, b) => a.place - b.place);

/** Runs the command that the arguments name and returns the exit code. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "--help") {
    console.log(overview());
    return name === undefined ? WRONG_USAGE : DONE;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    console.error(
      `There is no command "${name}": expected one of ${commands.map((c) => c.name).join(", ")}`,
    );
    return WRONG_USAGE;
  }
  return await runCommand(command, args);
}

function overview(): string {
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
