import type { Evaluation, ReconstructionError } from "./evaluation.ts";
import { namedComponents } from "./pca_words.ts";

/** An evaluation as the rows of a table; the first column names the models. */
export interface EvaluationTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An error as the column of a table. */
export interface ErrorColumn {
  readonly name: string;
  readonly error: keyof ReconstructionError;
  /** The error in a text of plain characters. */
  format(error: number): string;
}

const COLUMNS: readonly ErrorColumn[] = [
  {
    name: "squared error per example",
    error: "squaredError",
    format: (error) => error.toFixed(3),
  },
  {
    name: "mean squared error",
    error: "meanSquaredError",
    format: (error) => error.toPrecision(4),
  },
  {
    name: "binary cross-entropy",
    error: "binaryCrossEntropy",
    format: (error) => error.toFixed(4),
  },
  {
    name: "categorical cross-entropy",
    error: "categoricalCrossEntropy",
    format: (error) => error.toFixed(3),
  },
];

/** The errors that any of some models has, in the order of a table: those without meaning are left out. */
export function errorColumns(models: readonly ReconstructionError[]): ErrorColumn[] {
  return COLUMNS.filter(({ error }) => models.some((model) => model[error] !== undefined));
}

/** Lays an evaluation out as a table, the same wherever it is shown; errors without meaning are left out. */
export function evaluationTable({ autoencoder, beside = [], pca }: Evaluation): EvaluationTable {
  const columns = errorColumns([autoencoder]);
  const row = (name: string, errors: ReconstructionError) => [
    name,
    ...columns.map(({ error, format }) => format(errors[error] ?? NaN)),
  ];
  return {
    columns: ["", ...columns.map(({ name }) => name)],
    rows: [
      row("autoencoder", autoencoder),
      ...beside.map((errors) => row(errors.name, errors)),
      ...(pca ? [row(`PCA, ${namedComponents(pca.components)}`, pca)] : []),
    ],
  };
}
