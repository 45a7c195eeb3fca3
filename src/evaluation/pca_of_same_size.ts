import { fitPca, type Pca, reconstructPca } from "../baselines/mod.ts";
import { sizeOf } from "../core/shape.ts";
import type { Examples } from "../data/mod.ts";
import { type Plan, quantizedLayer, sparseLayer } from "../model/mod.ts";
import { tensorProduct } from "./passes/tensor_product.ts";
import { type ReconstructionError, reconstructionError } from "./statistics/mod.ts";

/** The errors of PCA on the test examples of an autoencoder. */
export type PcaEvaluation = ReconstructionError & {
  /** How many components it has. */
  readonly components: number;
  /** How many it was to have: more than the training examples vary in leave it with those. */
  readonly wanted: number;
};

/** The bits of a value of a code. */
const BITS = 32;

/** The values of a code: of a sparse one those that are not 0, of a quantised one those of its bits. */
function valuesOfCode(plan: Plan): number {
  const quantized = quantizedLayer(plan);
  return quantized
    ? Math.ceil(quantized.bits / BITS)
    : sparseLayer(plan)?.k ?? sizeOf(plan.codeShape);
}

/**
 * PCA of the training examples with as many components as the code has values, or as these examples
 * vary in; needs the backend. Absent where an input has no more values than the code: its error would be
 * 0.
 */
export function pcaOfSameSize(train: Examples, plan: Plan): Pca | undefined {
  const components = valuesOfCode(plan);
  if (components >= sizeOf(train.shape)) return undefined;
  return fitPca(train, { components, matMul: tensorProduct });
}

/** Measures PCA on test examples. */
export async function evaluatePca(
  pca: Pca,
  { plan, test }: { plan: Plan; test: Examples },
): Promise<PcaEvaluation> {
  return {
    components: pca.components.shape[0],
    wanted: valuesOfCode(plan),
    ...await reconstructionError(test, ({ values }) => reconstructPca(pca, values)),
  };
}

/** What is to be said of PCA besides its errors; nothing where it is as large as the code. */
export function pcaSentence(pca: PcaEvaluation | undefined): string | undefined {
  if (!pca) {
    return "PCA is not measured: with as many components as an input has values it loses nothing.";
  }
  const { components, wanted } = pca;
  if (components === wanted) return undefined;
  return `PCA has ${
    namedComponents(components)
  }, not ${wanted}: the training examples vary in no ` +
    `other directions, rounding aside.`;
}

/** The number of components in words. */
export function namedComponents(count: number): string {
  return `${count} ${count === 1 ? "component" : "components"}`;
}
