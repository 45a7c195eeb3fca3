import type { Evaluation, SparseEvaluation } from "./evaluation.ts";
import { pcaSentence } from "./pca_words.ts";

/** Says what an evaluation found besides errors, in sentences. */
export function evaluationSentences({ pca, sparse, measures }: Evaluation): string[] {
  const ofPca = pcaSentence(pca);
  return [
    ...(ofPca ? [ofPca] : []),
    ...(sparse ? [sparseSentence(sparse)] : []),
    ...Object.values(measures).map(({ sentence }) => sentence),
  ];
}

function sparseSentence({ size, active, explained, dead, deadWhen }: SparseEvaluation): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const part = explained === undefined
    ? ""
    : `they explain ${percent(explained)} of the variance, and `;
  return `Of ${size} latents ${active.toFixed(1)} are active in a code; ${part}${
    percent(dead)
  } are dead. A latent is dead when ${deadWhen}.`;
}
