import type { Pca } from "../baselines/mod.ts";
import type { Examples } from "../data/mod.ts";
import { type ReconstructionError, reconstructionError } from "./statistics/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import type { TrainedModel } from "../model/mod.ts";
import type { BesideRun } from "./beside_run.ts";
import { type Measurement, measureModel } from "./measures/mod.ts";
import {
  evaluateSparseCodes,
  type SparseEvaluation,
  sparseSentence,
} from "./passes/sparse_evaluation.ts";
import {
  evaluatePca,
  namedComponents,
  type PcaEvaluation,
  pcaSentence,
} from "./pca_of_same_size.ts";

/** An autoencoder's test error beside that of PCA with the same code size. */
export interface Evaluation {
  readonly autoencoder: ReconstructionError;
  /** Absent where the code has as many values as an input: PCA would lose nothing. */
  readonly pca?: PcaEvaluation;
  /** The errors of other runs on the same examples. */
  readonly beside?: readonly (ReconstructionError & BesideName)[];
  /** Of a model with sparse codes, what they are like. */
  readonly sparse?: SparseEvaluation;
  /** What else there is to say of a model of its kind. */
  readonly measures: readonly Measurement[];
}

type BesideName = Pick<BesideRun, "name" | "codeSize">;

/** Measures exported halves and PCA on the same test examples. */
export async function evaluate(
  autoencoder: LoadedAutoencoder,
  { model, seed, pca, test, beside = [] }: {
    model: TrainedModel;
    /** The seed that random damage follows from. */
    seed: number;
    pca: Pca | undefined;
    test: Examples;
    beside?: readonly BesideRun[];
  },
): Promise<Evaluation> {
  const errorsOf = (model: LoadedAutoencoder) =>
    reconstructionError(test, async (batch) => (await model.reconstruct(batch, batch)).values);
  const errors = await errorsOf(autoencoder);
  const others: (ReconstructionError & BesideName)[] = [];
  for (const { name, codeSize, autoencoder } of beside) {
    others.push({ name, codeSize, ...await errorsOf(autoencoder) });
  }
  const { squaredError } = errors;
  const sparse = await evaluateSparseCodes(autoencoder, { model, test, squaredError });
  const measures = await measureModel({ model, autoencoder, pca, test, seed });
  return {
    autoencoder: errors,
    measures,
    ...(others.length > 0 && { beside: others }),
    ...(sparse && { sparse }),
    ...(pca && { pca: await evaluatePca(pca, { plan: model.plan, test }) }),
  };
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

/** The evaluation as the rows of a table, the same wherever it is shown; errors without meaning are left out. */
export function evaluationTable({ autoencoder, beside = [], pca }: Evaluation): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
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

/** The evaluation as JSON: of firing rates, which are thousands, only what sums them up. */
export function evaluationJson(
  { sparse, measures, ...errors }: Evaluation,
): Record<string, unknown> {
  const { rates: _, ...summary } = sparse ?? {};
  return {
    ...errors,
    ...(sparse && { sparse: summary }),
    ...Object.fromEntries(measures.map(({ name, values }) => [name, values])),
  };
}

/** What an evaluation found besides errors, in sentences. */
export function evaluationSentences({ pca, sparse, measures }: Evaluation): string[] {
  const ofPca = pcaSentence(pca);
  return [
    ...(ofPca ? [ofPca] : []),
    ...(sparse ? [sparseSentence(sparse)] : []),
    ...measures.map(({ sentence }) => sentence),
  ];
}
