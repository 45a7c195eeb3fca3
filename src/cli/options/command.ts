import { parseArgs } from "node:util";

/** One option of a command. */
export interface OptionSpec {
  readonly description: string;
  /** The stand-in for the value in the help (`N`, `DIR`); absent for a switch. */
  readonly value?: string;
  /** True when the option may be given more than once. */
  readonly multiple?: boolean;
}

/** The words typed after a command's name, by option. */
export interface Arguments {
  readonly positionals: readonly string[];
  /** The value of an option given once. */
  value(option: string): string | undefined;
  /** The values of an option that may be given more than once. */
  values(option: string): readonly string[];
  /** True when a switch was given. */
  has(option: string): boolean;
}

/** A command: parse → run → print. */
export interface Command {
  readonly name: string;
  /** Its place in the list of commands, the smallest first. */
  readonly place: number;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The task that runs it, `isthmus` unless given. */
  readonly task?: string;
  /** The arguments after the name: `[RECIPE]`, `RUN`, `RUN …` for one or more. */
  readonly positionals: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** One worked example. */
  readonly example: string;
  /** True where no code of plug-ins is needed, nor may run. */
  readonly withoutPlugins?: boolean;
  /** True where the work hears interrupts; unless given, one ends the program at once. */
  readonly hearsInterrupts?: boolean;
  /**
   * Checks the arguments (what it throws is wrong usage) and returns the work, which a signal asks to
   * end where it hears interrupts.
   */
  prepare(args: Arguments): (interrupt: AbortSignal) => Promise<Outcome>;
}

/**
 * The outcome of a command: an object for `--json`, lines for people, an exit code where it is not
 * 0.
 */
export interface Outcome {
  readonly json: unknown;
  readonly text: string;
  readonly exitCode?: number;
  /** Sentences on all that had to be guessed, for people; they are printed apart from the result. */
  readonly remarks?: readonly string[];
  /** The work that goes on once the result is printed, such as a server. */
  readonly until?: Promise<void>;
}

/** The option of every command but those that need no plug-ins. */
const PLUGIN: Readonly<Record<string, OptionSpec>> = {
  plugin: {
    value: "FILE",
    multiple: true,
    description: "parts of your own, or those that a run was made with",
  },
};

/** The options of every command. */
const COMMON: Readonly<Record<string, OptionSpec>> = {
  json: { description: "print the result as one JSON object" },
  verbose: { description: "print the stack trace of an error" },
  help: { description: "print this help" },
};

/** The options of a command, those of every command last. */
function optionsOf({ options, withoutPlugins = false }: Command): typeof options {
  return { ...options, ...(withoutPlugins ? {} : PLUGIN), ...COMMON };
}

/** Parses what follows a command's name; throws a TypeError for what the command does not know. */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const options = optionsOf(command);
  const { values, positionals } = parseOptions(args, options);
  const limit = limitOf(command.positionals);
  if (positionals.length > limit) {
    throw new TypeError(
      `Cannot use "${positionals[limit]}": ${command.name} takes ${
        limit === 0 ? "no arguments" : command.positionals
      }`,
    );
  }
  return {
    positionals,
    value: (option) => values[option] as string | undefined,
    values: (option) => (values[option] ?? []) as string[],
    has: (option) => values[option] === true,
  };
}

/** The number of arguments that may stand after a command's name. */
function limitOf(positionals: string): number {
  if (positionals.includes("…")) return Infinity;
  return positionals === "" ? 0 : positionals.split(" ").length;
}

function parseOptions(
  args: readonly string[],
  options: Readonly<Record<string, OptionSpec>>,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, { value, multiple = false }]) => [
          name,
          { type: value === undefined ? "boolean" as const : "string" as const, multiple },
        ]),
      ),
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // The first of its sentences says what is wrong.
    const [sentence] = error.message.split(/\.\s/);
    throw new TypeError(sentence, { cause: error });
  }
}

/** The words to type to run a command. */
export function commandLine({ name, task = "isthmus" }: Command): string {
  return `deno task ${task === name ? name : `${task} ${name}`}`;
}

/** The help of a command: usage, options, one worked example. */
export function helpOf(command: Command): string {
  const options = optionsOf(command);
  const rows = Object.entries(options).map(([name, { value, multiple, description }]) =>
    [`--${name}${value ? ` ${value}` : ""}${multiple ? " …" : ""}`, description] as const
  );
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `${capitalise(command.summary)}.`,
    "",
    `Usage: ${[commandLine(command), command.positionals].join(" ").trim()} [options]`,
    "",
    "Options:",
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    "",
    "Example:",
    `  ${command.example}`,
  ].join("\n");
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
