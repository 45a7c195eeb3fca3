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
  /** The loss over the validation examples after the epoch, penalties included; absent without any. */
  validationLoss: z.number().exactOptional(),
  /** The squared error summed over each validation example, averaged over the examples. */
  validationError: z.number().exactOptional(),
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

const PREFIXES = { params: "params/", optimizer: "optimizer/", best: "best/" } as const;

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
  // JSON writes the shortest decimal that reads back as the same number, so sums continue exactly.
  return { tensors, metadata: { ...metadata, progress: JSON.stringify(snapshot.progress) } };
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
  const progress = parseProgress(metadata.progress);
  const best = group(PREFIXES.best);
  return {
    params: group(PREFIXES.params),
    optimizer: group(PREFIXES.optimizer),
    ...(Object.keys(best).length > 0 && { best }),
    progress,
  };
}

function parseProgress(text: string | undefined): Progress {
  try {
    return progressSchema.parse(JSON.parse(text ?? ""));
  } catch {
    throw new SyntaxError(
      "Cannot resume from this checkpoint: it does not say where training stood",
    );
  }
}
