import type { Row, TableColumn } from "../io/tables/table.ts";

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
 * A table of scores: the fields that the examples have, in one order, and the errors of their values in
 * columns `error of NAME`; in JSON these are an object `columns`.
 */
export function scoreTable({ fields, names = [] }: {
  fields: readonly (keyof ScoredExample)[];
  /** The names of the values; none to leave their errors out. */
  names?: readonly string[] | undefined;
}): ScoreTable {
  const kept = (Object.keys(FIELDS) as (keyof ScoredExample)[])
    .filter((field) => fields.includes(field));
  return {
    columns: [
      ...kept.map((name) => ({ name, type: FIELDS[name] })),
      ...names.map((name): TableColumn => ({
        name: `error of ${name}`,
        type: "double",
        within: { field: "columns", key: name },
      })),
    ],
    rowOf: (example, errors) => [
      ...kept.map((field) => example[field]!),
      ...names.map((_, at) => errors[at]),
    ],
  };
}
