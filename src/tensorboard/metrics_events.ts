import type { EpochMetrics } from "../training/mod.ts";
import { encodeFileVersion, encodeScalars, type ScalarEvent } from "./event.ts";
import { encodeRecord } from "./records.ts";

/** The training that epochs are of. */
export type LoggedTraining = "autoencoder" | "classifier";

/**
 * The metrics of an epoch as scalars with the names of curves, at the step after it; those of a stage with
 * the stage before them, and those of the classifier of a run with `classifier` before all.
 */
export function metricsEvent(
  metrics: EpochMetrics,
  training: LoggedTraining = "autoencoder",
): ScalarEvent {
  const { stage, epoch, step, trainingLoss, reconstructionLoss, learningRate } = metrics;
  const { validationLoss, validationError, validationAccuracy, penalties, figures } = metrics;
  const named: Record<string, number | undefined> = {
    "loss/training": trainingLoss,
    "loss/validation": validationLoss,
    "loss/reconstruction": reconstructionLoss,
    "squared_error/validation": validationError,
    "accuracy/validation": validationAccuracy,
    ...within("penalties", penalties),
    ...within("figures", figures),
    "training/learning_rate": learningRate,
    "training/epoch": epoch,
  };
  const prefix = (training === "classifier" ? "classifier/" : "") +
    (stage === undefined ? "" : `stage_${stage}/`);
  const scalars = Object.entries(named).flatMap(([tag, value]) =>
    value === undefined ? [] : [[prefix + tag, value] as const]
  );
  return { step, scalars: Object.fromEntries(scalars) };
}

function within(
  folder: string,
  values: Readonly<Record<string, number>> = {},
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${folder}/${name}`, value]),
  );
}

/**
 * The metrics of epochs as a TensorBoard event file, all at one time in seconds since 1970.
 *
 * @example
 * ```ts
 * import { metricsToEvents, parseMetrics } from "isthmus";
 *
 * const line = { epoch: 1, step: 40, trainingLoss: 0.25, learningRate: 0.001 };
 * const file = metricsToEvents(parseMetrics(JSON.stringify(line)), { wallTime: 1_700_000_000 });
 * assert(new TextDecoder("latin1").decode(file).includes("loss/training"));
 * ```
 */
export function metricsToEvents(
  metrics: readonly EpochMetrics[],
  { wallTime }: { wallTime: number },
): Uint8Array<ArrayBuffer> {
  const records = [
    encodeFileVersion(wallTime),
    ...metrics.map((epoch) => encodeScalars(metricsEvent(epoch), wallTime)),
  ].map(encodeRecord);
  const bytes = new Uint8Array(records.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const record of records) {
    bytes.set(record, at);
    at += record.length;
  }
  return bytes;
}
