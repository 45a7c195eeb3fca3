import { codebookUse } from "../statistics/mod.ts";
import { quantizedLayer } from "../../model/mod.ts";
import type { Measure } from "./measure.ts";

/** The part of its codebook that the codes of a quantised model use. */
export const codebook: Measure = async ({ model: { plan }, autoencoder, test }) => {
  const quantized = quantizedLayer(plan);
  if (!quantized) return undefined;
  const { entries, bits } = quantized;
  const { perplexity, unused } = await codebookUse(
    test,
    (batch) => autoencoder.encode(batch, batch),
    quantized,
  );
  return {
    sentence: `A code takes ${Math.ceil(bits)} bits; the perplexity of the use of its ${entries} ` +
      `entries is ${perplexity.toFixed(1)}, and ${(100 * unused).toFixed(1)} % are never used.`,
    values: { bits, entries, perplexity, unused },
  };
};
