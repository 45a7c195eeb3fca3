import type { Examples } from "../../data/mod.ts";
import { codeStatistics, totalVariance } from "../statistics/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { sparseLayer, type TrainedModel } from "../../model/mod.ts";

/** What the sparse codes of a model are like. */
export interface SparseEvaluation {
  /** How many latents there are. */
  readonly size: number;
  /** How many entries of a code of a test example are not 0 (L0). */
  readonly active: number;
  /**
   * The fraction of the test examples' variance that reconstructions explain, 1 − FVU; absent where
   * they do not vary.
   */
  readonly explained?: number;
  /** The share of latents that are dead. */
  readonly dead: number;
  /**
   * When that is: a latent fired on none of the last `deadAfter` training examples where the model
   * counts that, on no test example where it does not.
   */
  readonly deadWhen: string;
  /** The share of the test examples on which each latent fires. */
  readonly rates: Float32Array;
}

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
  const dead = idle
    ? params[idle.param].values.filter((examples) => examples > idle.deadAfter)
    : rates.filter((rate) => rate === 0);
  const variance = totalVariance(test);
  return {
    size,
    active,
    ...(variance > 0 && { explained: 1 - squaredError / variance }),
    dead: dead.length / size,
    deadWhen: idle
      ? `it fired on none of the last ${idle.deadAfter.toLocaleString("en")} training examples`
      : "it fires on no test example",
    rates,
  };
}

/** The same in a sentence. */
export function sparseSentence({ size, active, explained, dead }: SparseEvaluation): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const part = explained === undefined
    ? ""
    : `they explain ${percent(explained)} of the variance, and `;
  return `Of ${size} latents ${active.toFixed(1)} are active in a code; ${part}${
    percent(dead)
  } are dead.`;
}
