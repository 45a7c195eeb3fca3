import type { Row, TableColumn } from "../io/tables/table.ts";
import type { ScoreColumn } from "./score_columns.ts";

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

/** The fields of a scored example, in their order, and the kinds of their cells. */
const FIELDS = {
  id: "text",
  label: "text",
  error: "double",
  negativeElbo: "double",
  flag: "int",
} as const satisfies Record<keyof ScoredExample, TableColumn["type"]>;

/** The columns of a table of scores, and how its rows are made. */
export interface ScoreTable {
  readonly columns: readonly TableColumn[];
  /** The cells of an example, and of the errors of its values where they have columns. */
  rowOf(example: ScoredExample, errors: ArrayLike<number>): Row;
}

/**
 * A table of scores: the fields that the examples have, in one order, and the errors of their columns in
 * columns `error of NAME`; in JSON these are an object `columns`.
 */
export function scoreTable({ fields, of = [] }: {
  fields: readonly (keyof ScoredExample)[];
  /** The columns whose errors are written; none to leave them out. */
  of?: readonly ScoreColumn[] | undefined;
}): ScoreTable {
  const kept = (Object.keys(FIELDS) as (keyof ScoredExample)[])
    .filter((field) => fields.includes(field));
  return {
    columns: [
      ...kept.map((name) => ({ name, type: FIELDS[name] })),
      ...of.map(({ name }): TableColumn => ({
        name: `error of ${name}`,
        type: "double",
        within: { field: "columns", key: name },
      })),
    ],
    rowOf: (example, errors) => [
      ...kept.map((field) => example[field]!),
      ...of.map(({ from, size }) => {
        let sum = 0;
        for (let at = from; at < from + size; at++) sum += errors[at];
        return sum;
      }),
    ],
  };
}
