import type { Evaluation, ReconstructionError } from "./evaluation.ts";
import { namedComponents } from "./pca_words.ts";

/** An evaluation as the rows of a table; the first column names the models. */
export interface EvaluationTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The errors of an evaluation in the order of a table, each with its form. */
const COLUMNS: readonly {
  readonly name: string;
  readonly error: keyof ReconstructionError;
  format(error: number): string;
}[] = [
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

/** Lays an evaluation out as a table, the same wherever it is shown; errors without meaning are left out. */
export function evaluationTable({ autoencoder, beside = [], pca }: Evaluation): EvaluationTable {
  const columns = COLUMNS.filter(({ error }) => autoencoder[error] !== undefined);
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
