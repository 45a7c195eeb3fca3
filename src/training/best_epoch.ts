import type { TrainingOptions } from "./options.ts";
import type { EpochMetrics, Progress } from "./snapshot.ts";

/** The lowest validation loss of some epochs; infinite without any. */
export function lowest(history: readonly EpochMetrics[]): number {
  return Math.min(...history.map(({ validationLoss }) => validationLoss ?? Infinity));
}

/** The first epoch with the lowest validation loss, of at least one that has such a loss. */
export function bestEpochOf(history: readonly EpochMetrics[]): number {
  const loss = lowest(history);
  return history.find(({ validationLoss }) => validationLoss === loss)!.epoch;
}

/** True when no step is left to take: all epochs are done, or the validation loss does not fall any more. */
export function isOver(
  { epoch, history }: Pick<Progress, "epoch" | "history">,
  options: Pick<TrainingOptions, "epochs" | "earlyStopping">,
): boolean {
  return epoch >= options.epochs || isStale(history, options);
}

/** True when the validation loss has not fallen for as many epochs as patience allows. */
function isStale(
  history: readonly EpochMetrics[],
  { earlyStopping }: Pick<TrainingOptions, "earlyStopping">,
): boolean {
  return earlyStopping !== undefined && history.length > 0 &&
    history.at(-1)!.validationLoss !== undefined &&
    history.length - bestEpochOf(history) >= earlyStopping.patience;
}
