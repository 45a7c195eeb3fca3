import { join } from "@std/path";
import type { Evaluation } from "../evaluation/record/evaluation.ts";
import { atomicWriteText } from "../io/files/atomic_write.ts";
import { readClassifierRecord } from "../runs/classifier_record.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { modelCard } from "./model_card.ts";

/** Writes the model card of a run into its folder. */
export async function writeModelCard(
  { directory, config, bestEpoch, stopped, model: { plan } }: FinishedRun,
  evaluation: Evaluation,
): Promise<void> {
  const classifier = await readClassifierRecord(directory);
  const card = modelCard({
    config,
    plan,
    bestEpoch,
    stopped,
    evaluation,
    ...(classifier && { classifier }),
  });
  await atomicWriteText(join(directory, RUN_FILES.card), card);
}
