import { analogyCommand } from "./commands/analogy.ts";
import type { Command } from "./options/command.ts";
import { dataCommand } from "./commands/data.ts";
import { downloadCommand } from "./commands/download.ts";
import { encodeCommand } from "./commands/encode.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { exportCommand } from "./commands/export.ts";
import { filtersCommand } from "./commands/filters.ts";
import { generateCommand } from "./commands/generate.ts";
import { interpolateCommand } from "./commands/interpolate.ts";
import { recipesCommand } from "./commands/recipes.ts";
import { reconstructCommand } from "./commands/reconstruct.ts";
import { reportCommand } from "./commands/report.ts";
import { tangentsCommand } from "./commands/tangents.ts";
import { DONE, runCommand, WRONG_USAGE } from "./run_command.ts";
import { trainCommand } from "./commands/train.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  trainCommand,
  evaluateCommand,
  encodeCommand,
  reconstructCommand,
  generateCommand,
  interpolateCommand,
  analogyCommand,
  filtersCommand,
  tangentsCommand,
  exportCommand,
  reportCommand,
  recipesCommand,
  dataCommand,
  downloadCommand,
];

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
