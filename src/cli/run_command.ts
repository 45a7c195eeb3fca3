import { asTyped } from "./console/as_typed.ts";
import { note } from "./console/note.ts";
import { hearInterrupts, type Interrupts } from "./console/hear_interrupts.ts";
import { type Command, commandLine, helpOf, parseArguments } from "./options/command.ts";

/** The exit code of what was done. */
export const DONE = 0;
/** The exit code of what failed. */
const FAILED = 1;
/** The exit code of arguments that a command does not know. */
export const WRONG_USAGE = 2;

/** Runs a command with what was typed behind its name, prints its result, and returns the exit code. */
export async function runCommand(
  command: Command,
  args: readonly string[],
  { interrupts = hearInterrupts() }: { interrupts?: Interrupts } = {},
): Promise<number> {
  if (!command.hearsInterrupts) interrupts[Symbol.dispose]();
  if (args.includes("--help")) {
    console.log(asTyped(helpOf(command)));
    return DONE;
  }
  const verbose = args.includes("--verbose");
  let run: ReturnType<Command["prepare"]>;
  try {
    const parsed = parseArguments(command, args), plugins = parsed.values("plugin");
    // Commands such as the demo do without the trainer, which plug-ins are added to.
    if (plugins.length > 0) {
      const { loadPlugins } = await import("../workflows/plugins/load_plugins.ts");
      await loadPlugins(plugins);
    }
    run = command.prepare(parsed);
  } catch (error) {
    printError(error, verbose);
    console.error(asTyped(`See: ${commandLine(command)} --help`));
    return WRONG_USAGE;
  }
  try {
    const { json, text, exitCode = DONE, remarks = [], until } = await run(interrupts.signal);
    for (const remark of remarks) console.error(asTyped(note(remark)));
    console.log(args.includes("--json") ? JSON.stringify(json) : asTyped(text));
    await until;
    return exitCode;
  } catch (error) {
    printError(error, verbose);
    return FAILED;
  }
}

function printError(error: unknown, verbose: boolean): void {
  if (!(error instanceof Error)) throw error;
  console.error(asTyped(verbose ? error.stack ?? "" : error.message));
}
