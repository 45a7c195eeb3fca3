import { ownUnits } from "../../core/own_units.ts";
import { sizeOf } from "../../core/shape.ts";
import { cellsOf, tableColumns } from "../../data/mod.ts";
import type { RunPreprocessor } from "../../preprocessing/mod.ts";
import { requestFault } from "../../requests/request_fault.ts";

/** Examples that a model made, in the units of the data, as JSON has them. */
export type PresentedExamples =
  /** Rows by the columns of the table. */
  | { readonly rows: readonly Readonly<Record<string, number | boolean | string>>[] }
  /** Of texts the words with the greatest shares, with them. */
  | { readonly words: readonly (readonly (readonly [word: string, share: number])[])[] }
  /** The values of each, row-major in `shape`. */
  | { readonly shape: readonly number[]; readonly values: readonly (readonly number[])[] };

/** The number of words of a text. */
const WORDS = 20;

/**
 * Values [B, …] of a model as data have them. Throws a RequestFault where some are not finite, which JSON
 * has no word for.
 */
export function presentExamples(values: Float32Array, config: RunPreprocessor): PresentedExamples {
  const size = sizeOf(config.inputShape), count = values.length / size;
  const own = ownUnits(values, config);
  if (!own.every(Number.isFinite)) {
    throw requestFault("Cannot answer in JSON: the model gives numbers that are not finite");
  }
  const each = <T>(map: (example: Float32Array) => T) =>
    Array.from({ length: count }, (_, i) => map(own.subarray(i * size, (i + 1) * size)));
  const { columns, encodings = [], words } = config;
  if (columns) {
    const known = tableColumns(columns, encodings);
    return {
      rows: each((example) =>
        Object.fromEntries(cellsOf(example, known).map(({ name, cell }) => [name, cell]))
      ),
    };
  }
  if (words) return { words: each((example) => greatest(example, words.vocabulary)) };
  return { shape: config.inputShape, values: each((example) => [...example]) };
}

function greatest(
  shares: Float32Array,
  vocabulary: readonly string[],
): (readonly [string, number])[] {
  const order = [...shares.keys()].sort((a, b) => shares[b] - shares[a]).slice(0, WORDS);
  return order.map((at) => [vocabulary[at], shares[at]] as const);
}
