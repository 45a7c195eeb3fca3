import { fitPca, type Pca, reconstructPca } from "../baselines/mod.ts";
import { sizeOf } from "../core/shape.ts";
import type { Examples } from "../data/mod.ts";
import { type ReconstructionError, reconstructionError } from "../evaluation/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import { tensorProduct } from "./tensor_product.ts";

/** An autoencoder's test error beside that of PCA with the same code size. */
export interface Evaluation {
  readonly autoencoder: ReconstructionError;
  readonly pca: ReconstructionError & { readonly components: number };
}

/** PCA of the training examples with as many components as the code has values; needs the backend. */
export function pcaOfSameSize(train: Examples, codeShape: readonly number[]): Pca {
  // A code larger than the input (or than the examples can span) leaves PCA nothing to lose.
  const components = Math.min(sizeOf(codeShape), sizeOf(train.shape));
  return fitPca(train, { components, matMul: tensorProduct });
}

/** Measures exported halves and PCA on the same test examples. */
export async function evaluateRun(
  autoencoder: LoadedAutoencoder,
  { pca, test }: { pca: Pca; test: Examples },
): Promise<Evaluation> {
  return {
    autoencoder: await reconstructionError(test, async (values, count) => {
      const output = await autoencoder.reconstruct({ shape: [count, ...test.shape], values });
      return output.values;
    }),
    pca: {
      components: pca.components.shape[0],
      ...await reconstructionError(test, (values) => reconstructPca(pca, values)),
    },
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
export function evaluationTable({ autoencoder, pca }: Evaluation): {
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
    rows: [row("autoencoder", autoencoder), row(`PCA, ${pca.components} components`, pca)],
  };
}
