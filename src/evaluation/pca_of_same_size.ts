import { fitPca, type Pca, reconstructPca } from "../baselines/mod.ts";
import { sizeOf } from "../core/shape.ts";
import type { Examples } from "../data/mod.ts";
import { type Plan, quantizedLayer, sparseLayer } from "../model/mod.ts";
import { tensorProduct } from "./passes/tensor_product.ts";
import type { Evaluation } from "./record/evaluation.ts";
import { reconstructionError } from "./statistics/mod.ts";

/** The bits of a value of a code. */
const BITS = 32;

/** The values of a code: of a sparse one those that are not 0, of a quantised one those of its bits. */
function valuesOfCode(plan: Plan): number {
  const quantized = quantizedLayer(plan);
  return quantized
    ? Math.ceil(quantized.bits / BITS)
    : sparseLayer(plan)?.k ?? sizeOf(plan.codeShape);
}

/** True where PCA of as many components as a code has values would lose something. */
export function hasPca(plan: Plan): boolean {
  return valuesOfCode(plan) < sizeOf(plan.spec.inputShape);
}

/**
 * PCA of the training examples with as many components as the code has values, or as these examples
 * vary in; needs the backend. Absent where an input has no more values than the code: its error would be
 * 0.
 */
export function pcaOfSameSize(train: Examples, plan: Plan): Pca | undefined {
  if (!hasPca(plan)) return undefined;
  return fitPca(train, { components: valuesOfCode(plan), matMul: tensorProduct });
}

/** Measures PCA on test examples. */
export async function evaluatePca(
  pca: Pca,
  { plan, test }: { plan: Plan; test: Examples },
): Promise<NonNullable<Evaluation["pca"]>> {
  return {
    components: pca.components.shape[0],
    wanted: valuesOfCode(plan),
    ...await reconstructionError(test, ({ values }) => reconstructPca(pca, values)),
  };
}
