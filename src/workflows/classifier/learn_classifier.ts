import type { NdArray } from "../../core/nd_array.ts";
import { createRng } from "../../core/rng.ts";
import { fitLadder } from "../../ladder/mod.ts";
import { classifierParams } from "../../model/mod.ts";
import { encodeExamples, fitStages, type Stage, type StagedEvent } from "../../pretraining/mod.ts";
import type { ClassifierRecipe } from "../../recipes/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { type EpochMetrics, fit, type TrainingEvent } from "../../training/mod.ts";
import {
  type DriveOptions,
  driveTraining,
  type InterruptedTraining,
  type Traces,
} from "../training/drive_training.ts";
import { fitOnCodes, headOnCodes } from "./head_on_codes.ts";
import type { PlannedClassifier } from "./plan_classifier.ts";

/** A classifier that was learnt. */
export interface LearntClassifier {
  readonly type: "learnt";
  readonly params: Readonly<Record<string, NdArray>>;
  /** The epochs of its training, those of the head alone first. */
  readonly history: readonly EpochMetrics[];
  readonly bestEpoch: number;
  readonly seconds: number;
}

/** The choices of learning a classifier. */
export interface LearnClassifierOptions extends DriveOptions {
  /** True to begin with fresh parameters, and not with those of the run's encoder. */
  readonly isFresh?: boolean;
  /** The places that its training leaves its traces in; none unless given. */
  readonly traces?: Traces;
}

const NO_TRACES: Traces = { keepCheckpoint: () => Promise.resolve() };

/**
 * Trains a planned classifier from the encoder of a run: for `headEpochs` its head alone, then all that its
 * recipe does not freeze; or as a ladder network. Needs the backend. Throws as `fit` and `fitLadder` do.
 */
export async function learnClassifier(
  { model }: Pick<FinishedRun, "model">,
  planned: PlannedClassifier,
  { recipe: { seed, headEpochs, augment }, isFresh = false, traces = NO_TRACES, ...driving }:
    & LearnClassifierOptions
    & { readonly recipe: Pick<ClassifierRecipe, "seed" | "headEpochs" | "augment"> },
): Promise<LearntClassifier | InterruptedTraining> {
  const { plan, train, validation, training, ladder } = planned, { from } = traces;
  const rng = createRng(seed).fork("classifier");
  const changes = { ...(augment && { augment }) };
  const held = { ...(validation && { validation }), ...(from && { from: from.snapshot }) };
  const begin = () => {
    if (ladder) {
      const input = { ...held, ...ladder, plan, labelled: train, rng: rng.fork("ladder") };
      return withoutStages(fitLadder(input));
    }
    const params = isFresh
      ? undefined
      : classifierParams(plan, { autoencoder: model, rng: rng.fork("start") });
    const onCodes = augment || !params ? undefined : headOnCodes(planned, training);
    if (onCodes) {
      return withoutStages(fitOnCodes(onCodes, {
        ...{ ...held, train, rng: rng.fork("training"), params: params! },
      }));
    }
    return fitStages({
      ...held,
      stages: headEpochs > 0 ? [headStage(planned, { epochs: headEpochs, changes })] : [],
      plan,
      train,
      options: training,
      ...changes,
      rng: rng.fork("training"),
      ...(params && { params }),
    });
  };
  const end = await driveTraining(begin, traces, driving);
  if (end.type === "interrupted") return end;
  const { params, earlier, history, bestEpoch, seconds } = end;
  return { type: "learnt", params, history: [...earlier, ...history], bestEpoch, seconds };
}

/** The events of a training that has no stages. */
async function* withoutStages(
  events: AsyncGenerator<TrainingEvent, void>,
): AsyncGenerator<StagedEvent, void> {
  for await (const event of events) yield { ...event, earlier: [] };
}

/** The training of the head alone. */
function headStage(
  { plan, train, training }: PlannedClassifier,
  { epochs, changes }: {
    epochs: number;
    changes: Pick<Parameters<typeof fit>[0], "augment">;
  },
): Stage {
  const options = { ...training, epochs, frozen: [...training.frozen ?? [], "encoder"] };
  const onCodes = changes.augment ? undefined : headOnCodes({ plan, train }, options);
  return {
    name: "the head alone",
    examplesOf: (examples, { whole }) =>
      encodeExamples(examples, onCodes ? plan.encoder : [], whole),
    options,
    train: ({ whole, ...input }) =>
      onCodes
        ? fit({ ...input, ...onCodes, params: onCodes.take(whole) })
        : fit({ ...input, ...changes, plan, options, params: whole }),
    put: (whole, trained) => ({ ...whole, ...trained }),
  };
}
