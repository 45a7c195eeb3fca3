import type { ClassifierRecipe } from "../../recipes/mod.ts";
import { createProgressView, type ProgressView } from "./progress.ts";

/** A view of the training of a classifier on some of the labelled examples that are available. */
export function classifierView(
  { recipe: { labels = Infinity, training, ladder }, available }: {
    recipe: ClassifierRecipe;
    available: number;
  },
): ProgressView {
  return createProgressView({
    examplesPerEpoch: ladder ? available : Math.min(labels, available),
    batchSize: (ladder ?? training).batchSize,
    whole: "encoder and head:",
  });
}
