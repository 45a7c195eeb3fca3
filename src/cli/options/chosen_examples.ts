import type { Arguments } from "./command.ts";

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
