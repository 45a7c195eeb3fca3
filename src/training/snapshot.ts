import { z } from "zod";
import type { NdArray } from "../core/nd_array.ts";
import type { Safetensors } from "../core/safetensors.ts";

/** The terms that a loss is the sum of. */
export interface LossTerms {
  readonly reconstructionLoss: number;
  /** Each penalty before its coefficient, by name. */
  readonly penalties: Readonly<Record<string, number>>;
}

const count = z.int().min(0);

/** The schema of the measurements of an epoch, its fields in the order in which `fit` writes them. */
export const epochMetricsSchema = z.strictObject({
  /** The stage of pre-training that the epoch is of, from 1; absent of the whole model's training. */
  stage: count.exactOptional(),
  /** The number of the epoch, from 1. */
  epoch: count,
  /** The number of steps taken so far. */
  step: count,
  /** The mean of the loss over the epoch's training examples, as training saw them. */
  trainingLoss: z.number(),
  /** The part of the reconstruction in it; absent without penalties. */
  reconstructionLoss: z.number().exactOptional(),
  /** The mean of each penalty before its coefficient, by name; absent without penalties. */
  penalties: z.record(z.string(), z.number()).readonly().exactOptional(),
  /** Other figures of the epoch, by name, such as those of a Boltzmann machine; absent without any. */
  figures: z.record(z.string(), z.number()).readonly().exactOptional(),
  /** The loss over the validation examples after the epoch, penalties included; absent without any. */
  validationLoss: z.number().exactOptional(),
  /** The squared error summed over each validation example, averaged over the examples. */
  validationError: z.number().exactOptional(),
  /** The share of the validation examples that a classifier puts in their class; absent of others. */
  validationAccuracy: z.number().exactOptional(),
  /** The learning rate of the epoch's last step. */
  learningRate: z.number(),
}).readonly();

/** The measurements of an epoch of training. */
export type EpochMetrics = z.infer<typeof epochMetricsSchema>;

/** The position of a training between two steps. */
export interface Progress {
  /** Epochs completed. */
  readonly epoch: number;
  /** Examples of the current epoch already used. */
  readonly used: number;
  /** Steps taken in all. */
  readonly step: number;
  /** The sum of the losses of the current epoch's examples so far. */
  readonly lossSum: number;
  /** The same of the loss's terms, the reconstruction's under "reconstructionLoss". */
  readonly termSums: Readonly<Record<string, number>>;
  readonly history: readonly EpochMetrics[];
}

/** Everything that continuing a training bit for bit needs, outside any runtime. */
export interface Snapshot {
  /** The parameters, by path. */
  readonly params: Readonly<Record<string, NdArray>>;
  /** The optimizer's tensors, `<slot>/<path of the parameter>`. */
  readonly optimizer: Readonly<Record<string, NdArray>>;
  /** The parameters of the epoch with the lowest validation loss; absent before the first. */
  readonly best?: Readonly<Record<string, NdArray>>;
  /** The position of the training. */
  readonly progress: Progress;
  /** The place among the stages of a training that has some; absent of others. */
  readonly pretraining?: Pretraining;
}

/** The place of a training among its stages: the snapshot is of the one after those that are done. */
export interface Pretraining {
  /** The number of stages that are done. */
  readonly done: number;
  /** The number of all stages. */
  readonly of: number;
  /** The parameters of the whole model that they came to; once all are done, those beside the model's alone. */
  readonly whole: Readonly<Record<string, NdArray>>;
  /** Their epochs. */
  readonly earlier: readonly EpochMetrics[];
}

/** The schema of a position, its fields in the order in which `fit` writes them. */
const progressSchema: z.ZodType<Progress> = z.strictObject({
  epoch: count,
  used: count,
  step: count,
  lossSum: z.number(),
  termSums: z.record(z.string(), z.number()),
  history: z.array(epochMetricsSchema),
});

/** The schema of a place among stages, without the parameters. */
const placeSchema = z.strictObject({
  done: count,
  of: count,
  earlier: z.array(epochMetricsSchema),
});

const PREFIXES = { params: "params/", optimizer: "optimizer/", best: "best/" } as const;
const WHOLE = "whole/";

/**
 * A snapshot as tensors and strings, with the caller's own metadata beside it.
 *
 * @example
 * ```ts
 * import { snapshotFromSafetensors, snapshotToSafetensors } from "isthmus";
 *
 * const weight = { shape: [1], values: Float32Array.of(2) };
 * const progress = { epoch: 1, used: 0, step: 4, lossSum: 0, termSums: {}, history: [] };
 * const file = snapshotToSafetensors({ params: { weight }, optimizer: {}, progress }, {});
 * assertEquals(snapshotFromSafetensors(file).progress.step, 4);
 * ```
 */
export function snapshotToSafetensors(
  snapshot: Snapshot,
  metadata: Readonly<Record<string, string>>,
): Safetensors {
  const tensors: Record<string, NdArray> = {};
  for (const [group, prefix] of Object.entries(PREFIXES)) {
    const arrays = snapshot[group as keyof typeof PREFIXES] ?? {};
    for (const [name, array] of Object.entries(arrays)) tensors[prefix + name] = array;
  }
  const { whole = {}, ...place } = snapshot.pretraining ?? {};
  for (const [name, array] of Object.entries(whole)) tensors[WHOLE + name] = array;
  return {
    tensors,
    metadata: {
      ...metadata,
      // JSON writes the shortest decimal that reads back as the same number, so sums continue exactly.
      progress: JSON.stringify(snapshot.progress),
      ...(snapshot.pretraining && { pretraining: JSON.stringify(place) }),
    },
  };
}

/**
 * The snapshot that `snapshotToSafetensors` wrote; throws a SyntaxError for anything else.
 *
 * @example
 * ```ts
 * import { snapshotFromSafetensors } from "isthmus";
 *
 * const read = () => snapshotFromSafetensors({ tensors: {}, metadata: {} });
 * assertThrows(read, SyntaxError, "does not say where training stood");
 * ```
 */
export function snapshotFromSafetensors({ tensors, metadata }: Safetensors): Snapshot {
  const group = (prefix: string) =>
    Object.fromEntries(
      Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
        .map(([name, array]) => [name.slice(prefix.length), array]),
    );
  const progress = parseField(progressSchema, metadata.progress);
  const place = metadata.pretraining === undefined
    ? undefined
    : parseField(placeSchema, metadata.pretraining);
  const best = group(PREFIXES.best);
  return {
    params: group(PREFIXES.params),
    optimizer: group(PREFIXES.optimizer),
    ...(Object.keys(best).length > 0 && { best }),
    progress,
    ...(place && { pretraining: { ...place, whole: group(WHOLE) } }),
  };
}

function parseField<Value>(schema: z.ZodType<Value>, text: string | undefined): Value {
  try {
    return schema.parse(JSON.parse(text ?? ""));
  } catch {
    throw new SyntaxError(
      "Cannot resume from this checkpoint: it does not say where training stood",
    );
  }
}
