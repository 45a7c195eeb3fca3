import type { Arguments } from "./command.ts";

/** The one argument that a command must have; throws a TypeError without it. */
export function requiredPositional(args: Arguments, name: string): string {
  const [first] = args.positionals;
  if (first === undefined) throw new TypeError(`Cannot run without ${name}`);
  return first;
}

/** The value of an option that a command must have; throws a TypeError without it. */
export function requiredValue(args: Arguments, option: string): string {
  const value = args.value(option);
  if (value === undefined) throw new TypeError(`Cannot run without --${option}`);
  return value;
}

/** The value of an option that is a whole number from `least` up; throws a TypeError for others. */
export function integerValue(
  args: Arguments,
  option: string,
  { least = 0 }: { least?: number } = {},
): number | undefined {
  const text = args.value(option);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(number) || number < least) {
    throw new TypeError(`Cannot use --${option} ${text}: expected a whole number from ${least} up`);
  }
  return number;
}

/** The value of an option that is whole numbers from `least` up, as in 2,10; throws a TypeError for others. */
export function integersValue(
  args: Arguments,
  option: string,
  { least = 0 }: { least?: number } = {},
): number[] | undefined {
  const text = args.value(option);
  const numbers = text?.split(",").map((part) => /^\s*\d+\s*$/.test(part) ? Number(part) : NaN);
  if (numbers?.every((number) => Number.isSafeInteger(number) && number >= least) ?? true) {
    return numbers;
  }
  throw new TypeError(
    `Cannot use --${option} ${text}: expected whole numbers from ${least} up with commas between, as in ` +
      "10,32",
  );
}

/** The value of an option that is one of some words; throws a TypeError for others. */
export function choiceValue<Word extends string>(
  args: Arguments,
  option: string,
  words: readonly Word[],
): Word | undefined {
  const text = args.value(option);
  if (text === undefined) return undefined;
  const word = words.find((word) => word === text);
  if (word !== undefined) return word;
  throw new TypeError(`Cannot use --${option} ${text}: expected ${words.join(" or ")}`);
}
