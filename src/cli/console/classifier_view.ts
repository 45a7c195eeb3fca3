import type { ClassifierRecipe } from "../../recipes/mod.ts";
import { createProgressView, type ProgressView } from "./progress.ts";

/** A view of the training of a classifier on some of the labelled examples that are available. */
export function classifierView(
  { recipe: { labels = Infinity, training, ladder }, available, skipped = 0 }: {
    recipe: ClassifierRecipe;
    available: number;
    skipped?: number;
  },
): ProgressView {
  return createProgressView({
    examplesPerEpoch: ladder ? available : Math.min(labels, available),
    batchSize: (ladder ?? training).batchSize,
    skipped,
    whole: "encoder and head:",
  });
}
