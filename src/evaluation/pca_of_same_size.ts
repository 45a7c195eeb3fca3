import { fitPcaInPieces, type Pca, reconstructPca } from "../baselines/mod.ts";
import { atOnce, withPauses } from "../core/pieces.ts";
import { sizeOf } from "../core/shape.ts";
import type { Examples } from "../data/mod.ts";
import { type Plan, quantizedLayer, sparseLayer } from "../model/mod.ts";
import { tensorProduct } from "./passes/tensor_product.ts";
import type { Evaluation } from "./record/evaluation.ts";
import { reconstructionError } from "./statistics/mod.ts";

/** Examples that are reconstructed at once: hundreds of components take their time. */
const ROWS = 32;

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
export async function pcaOfSameSize(
  train: Examples,
  plan: Plan,
  { pause }: { /** Waited for between pieces of milliseconds. */ pause?: () => Promise<void> } = {},
): Promise<Pca | undefined> {
  if (!hasPca(plan)) return undefined;
  const options = { components: valuesOfCode(plan), matMul: tensorProduct };
  const pieces = fitPcaInPieces(train, options);
  return pause ? await withPauses(pieces, pause) : atOnce(pieces);
}

/** Measures PCA on test examples; `pause` is waited for between some of them. */
export async function evaluatePca(
  pca: Pca,
  { plan, test, pause }: { plan: Plan; test: Examples; pause?: (() => Promise<void>) | undefined },
): Promise<NonNullable<Evaluation["pca"]>> {
  const [components, size] = pca.components.shape;
  const reconstruct = async ({ values }: { values: Float32Array }) => {
    const outputs = new Float32Array(values.length);
    for (let from = 0; from < values.length; from += ROWS * size) {
      outputs.set(reconstructPca(pca, values.subarray(from, from + ROWS * size)), from);
      if (pause) await pause();
    }
    return outputs;
  };
  return {
    components,
    wanted: valuesOfCode(plan),
    ...await reconstructionError(test, reconstruct),
  };
}
