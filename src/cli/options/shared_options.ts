import { MOST_THREADS, useThreads } from "../../host/processors.ts";
import { listWords } from "../../core/sentences.ts";
import { type EngineName, ENGINES } from "../../web/model/engine.ts";
import type { Arguments, OptionSpec } from "./command.ts";
import { targetValue } from "./target.ts";
import { choiceValue, integerValue } from "./values.ts";

/** The option of every command that works on a run's own data unless it is given other. */
export const DATA_OPTION = {
  data: { value: "D", description: "other data than the run was trained on, of the same shape" },
} satisfies Readonly<Record<string, OptionSpec>>;

const LOGS = ["tensorboard"] as const;

/** The option of every command that trains a run. */
export const LOG_OPTION = {
  log: {
    value: LOGS.join("|"),
    description: "write the metrics of each epoch for TensorBoard, too, into the run folder",
  },
} satisfies Readonly<Record<string, OptionSpec>>;

/** True where epochs are to be written for TensorBoard; throws a TypeError for a word that names no log. */
export function logsEventsValue(args: Arguments): boolean {
  return choiceValue(args, "log", LOGS) === "tensorboard";
}

/** The option of every command that computes with the trainer's kernels. */
export const THREADS_OPTION = {
  threads: {
    value: "N",
    description:
      "threads to compute with, the same bytes at any number (all processors unless given)",
  },
} satisfies Readonly<Record<string, OptionSpec>>;

/** Lets kernels run on the threads that were asked for; throws a TypeError for what is no number of them. */
export function takeThreads(args: Arguments): void {
  const threads = integerValue(args, "threads", { least: 1 });
  if (threads !== undefined && threads > MOST_THREADS) {
    throw new TypeError(`Cannot use --threads ${threads}: expected ${MOST_THREADS} at the most`);
  }
  useThreads(threads);
}

const PARTS = ["train", "test"] as const;

/** The option that chooses between the two parts of a data set. */
export const SPLIT_OPTION = {
  split: {
    value: PARTS.join("|"),
    description: "which part of a data set that comes in two (test unless given)",
  },
} satisfies Readonly<Record<string, OptionSpec>>;

/** The chosen part; throws a TypeError for a word that names none. */
export function splitValue(args: Arguments): "train" | "test" {
  return choiceValue(args, "split", PARTS) ?? "test";
}

/** The option of every command that compares a run with others. */
export const BESIDE_OPTION = {
  beside: {
    value: "RUN",
    multiple: true,
    description: "another run of the same inputs to compare with",
  },
} satisfies Readonly<Record<string, OptionSpec>>;

/** The option of every command that draws one picture. */
export const PICTURE_OPTION = {
  out: { value: "PNG", description: "the picture to write" },
} satisfies Readonly<Record<string, OptionSpec>>;

/** The picture to write; throws a TypeError for none, and for a file of another kind. */
export function pictureValue(args: Arguments): string {
  return targetValue(args, ["picture"]).out;
}

const ENGINE_NAMES = listWords(ENGINES);

/** The option of every command that makes pages. */
export const ENGINES_OPTION = {
  engines: {
    value: "E,E",
    description:
      `what pages offer, of ${ENGINE_NAMES} (lite unless given, which is part of the page)`,
  },
} satisfies Readonly<Record<string, OptionSpec>>;

/** The value of `--engines` for all of them. */
export const ALL_ENGINES = ENGINES.join(",");

/** The engines of `--engines`, undefined unless given; throws a TypeError for one that there is not. */
export function enginesValue(args: Arguments): readonly EngineName[] | undefined {
  const text = args.value("engines");
  if (text === undefined) return undefined;
  const names = [...new Set(text.split(",").map((name) => name.trim()))];
  const engines = ENGINES.filter((engine) => names.includes(engine));
  if (engines.length !== names.length) {
    throw new TypeError(
      `Cannot use --engines ${text}: expected some of ${ENGINES.join(", ")}, with commas`,
    );
  }
  // The first is the one that a page starts with.
  return engines.toSorted((a, b) => names.indexOf(a) - names.indexOf(b));
}

/**
 * The lists of example numbers that an option says, each of so many; throws a TypeError for other
 * text.
 */
export function numbersValue(
  args: Arguments,
  option: string,
  { length, such }: { length: number; such: string },
): number[][] {
  return args.values(option).map((text) => {
    const numbers = text.split(",").map((part) => /^\d+$/.test(part) ? Number(part) : NaN);
    if (numbers.length === length && numbers.every(Number.isSafeInteger)) return numbers;
    throw new TypeError(
      `Cannot use --${option} ${text}: expected the numbers of ${length} test examples, such as ${such}`,
    );
  });
}

/** The two classes that an option says; throws a TypeError for other text. */
export function classesValue(args: Arguments, option: string): [string, string] | undefined {
  const text = args.value(option);
  if (text === undefined) return undefined;
  const [first, second, ...rest] = text.split(",");
  if (first && second && rest.length === 0) return [first, second];
  throw new TypeError(`Cannot use --${option} ${text}: expected two classes, such as 3,8`);
}
