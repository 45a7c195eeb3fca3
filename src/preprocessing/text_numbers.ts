import { stripMailHeaders, wordValues } from "../data/mod.ts";
import type { RawExample } from "./raw_example.ts";
import type { RunPreprocessor } from "./run_preprocessor.ts";
import { tableNumbers } from "./table_numbers.ts";

/** The words of a text, counted, or the numbers of a list. Throws as `tableNumbers`. */
export function textNumbers(
  example: RawExample,
  config: RunPreprocessor,
  number: number,
): ArrayLike<number> {
  const { words } = config;
  if (typeof example !== "string" || !words) return tableNumbers(example, config, number);
  return wordValues(stripMailHeaders(example), words);
}
