import type { Examples } from "../../data/mod.ts";
import { codeStatistics, totalVariance } from "../statistics/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { SparseEvaluation } from "../record/evaluation.ts";
import { sparseLayer, type TrainedModel } from "../../model/mod.ts";

/** Measures the codes of a model on test examples; absent where they are not sparse. */
export async function evaluateSparseCodes(
  autoencoder: Pick<LoadedAutoencoder, "encode">,
  { model: { plan, params }, test, squaredError }: {
    model: TrainedModel;
    test: Examples;
    squaredError: number;
  },
): Promise<SparseEvaluation | undefined> {
  const sparse = sparseLayer(plan);
  if (!sparse) return undefined;
  const { size, idle } = sparse;
  const { active, rates } = await codeStatistics(test, (batch) => autoencoder.encode(batch, batch));
  const variance = totalVariance(test);
  const dead = idle
    ? params[idle.param].values.filter((examples) => examples > idle.deadAfter)
    : rates.filter((rate) => rate === 0);
  return {
    size,
    active,
    ...(variance > 0 && { explained: 1 - squaredError / variance }),
    dead: dead.length / size,
    deadWhen: idle
      ? `it fired on none of the last ${idle.deadAfter.toLocaleString("en")} training examples`
      : "it fires on no test example",
  };
}
