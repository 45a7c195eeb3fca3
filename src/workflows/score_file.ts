/** An example and its scores. */
export interface ScoredExample {
  /** Its name, or its number in the data, from 1. */
  readonly id: string;
  /** The name of its class, where it has one. */
  readonly label?: string;
  /** The squared error, summed over its values; Infinity where the model gives no finite numbers. */
  readonly error: number;
  /** The negative evidence lower bound in nats, where it was asked for. */
  readonly negativeElbo?: number;
  /** 1 for an error above the threshold, else 0, where there is a threshold. */
  readonly flag?: 0 | 1;
}

/** The fields of a scored example, in their order. */
const FIELDS = ["id", "label", "error", "negativeElbo", "flag"] as const;

/** The forms of a file of scores, by how its name ends. */
export const SCORE_FORMATS = [".csv", ".jsonl"] as const;

/** The text of a file of scores, made line by line. */
export interface ScoreFile {
  /** The text before the first line. */
  readonly head: string;
  /** The line of an example, and of the errors of its values where they have columns. */
  line(example: ScoredExample, values: ArrayLike<number>): string;
}

/**
 * Makes a table of scores with a head, or lines of JSON, by how the name of a file ends. The errors of
 * the values of an example go into columns `error of NAME`, or into an object `columns`.
 *
 * An infinite error is `inf` in a table, as NumPy and pandas read it, and null in JSON.
 */
export function scoreFile(
  path: string,
  { fields, columns }: {
    /** The fields that the examples have. */
    fields: readonly (keyof ScoredExample)[];
    /** The names of their values; absent to leave the errors of values out. */
    columns?: readonly string[] | undefined;
  },
): ScoreFile {
  if (path.endsWith(".jsonl")) {
    return {
      head: "",
      line(example, values) {
        const parts = columns && Object.fromEntries(columns.map((name, i) => [name, values[i]]));
        return JSON.stringify({ ...example, ...(parts && { columns: parts }) }) + "\n";
      },
    };
  }
  const kept = FIELDS.filter((field) => fields.includes(field));
  const row = (cells: readonly (string | number | undefined)[]) =>
    cells.map(cellOf).join(",") + "\n";
  return {
    head: row([...kept, ...(columns ?? []).map((name) => `error of ${name}`)]),
    line: (example, values) =>
      row([
        ...kept.map((field) => example[field]),
        ...(columns ?? []).map((_, i) => values[i]),
      ]),
  };
}

function cellOf(value: string | number | undefined): string {
  if (value === Infinity) return "inf";
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
