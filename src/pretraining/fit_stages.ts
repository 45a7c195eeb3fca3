import type { NdArray } from "../core/nd_array.ts";
import type { Examples } from "../data/mod.ts";
import { initParams, type Plan } from "../model/mod.ts";
import {
  bestOf,
  dataStatistic,
  type EpochMetrics,
  fit,
  type FitInput,
  type Pretraining,
  type TrainingEvent,
} from "../training/mod.ts";
import type { Stage } from "./stage.ts";

type Params = Readonly<Record<string, NdArray>>;

/** A training of stages, and then of the whole model. */
export interface StagedInput extends FitInput {
  readonly stages: readonly Stage[];
}

/** An event of a training, and where among the stages it happened. */
export type StagedEvent = TrainingEvent & {
  /** The stage that it is of, counted from 1; absent of the whole model's training. */
  readonly stage?: StagePlace;
  /** The epochs of stages so far, those of this one among them. */
  readonly earlier: readonly EpochMetrics[];
  /** A sentence on an epoch that does not go as it should. */
  readonly warning?: string;
};

/** A place among stages. */
export interface StagePlace {
  readonly number: number;
  readonly of: number;
  readonly name: string;
  /** The epochs and the examples in a step of its training. */
  readonly epochs: number;
  readonly batchSize: number;
}

/**
 * Trains the stages of a model, one after the other, each on what the layers before it make of the
 * examples, and then the whole from where they left it; with no stages just as `fit` does.
 *
 * The "end" event is that of the whole; its parameters are those of the plan and what stages learnt beside
 * them, such as the weights of label units. A snapshot holds, besides that of the training at hand, the
 * parameters of the whole so far: `from` goes on bit for bit, within any stage and between two. Examples
 * of a stage are computed once, when it begins.
 *
 * Throws as `fit` does.
 */
export async function* fitStages(
  { stages, ...input }: StagedInput,
): AsyncGenerator<StagedEvent, void> {
  const { from, ...begun } = input, { train, validation, rng } = begun;
  let { done, whole, earlier }: Omit<Pretraining, "of"> = from?.pretraining ?? {
    done: 0,
    whole: stages.length === 0 ? {} : startOf(begun),
    earlier: [],
  };
  for (; done < stages.length; done++) {
    const stage = stages[done], { options: { epochs, batchSize } } = stage;
    const place = { number: done + 1, of: stages.length, name: stage.name, epochs, batchSize };
    const own = from?.pretraining?.done === done ? from : undefined;
    const stream = rng.fork("stage").fork(done);
    const examplesOf = (examples: Examples, name: string, like?: Examples) =>
      stage.examplesOf(examples, {
        whole,
        share: examples.count / train.count,
        rng: stream.fork(name),
        ...(like && { like }),
      });
    const seen = examplesOf(train, "examples");
    const events = stage.train({
      whole,
      train: seen,
      ...(validation && { validation: examplesOf(validation, "validation", seen) }),
      rng: stream,
      ...(own && { from: own }),
    });
    const before = earlier, at: Pretraining = { done, of: stages.length, whole, earlier: before };
    for await (const event of events) {
      if (event.type === "end") {
        whole = stage.put(whole, bestOf(event.snapshot()).params, seen);
        earlier = [...before, ...tagged(event.history, done)];
        continue;
      }
      const soFar = event.type === "epoch" ? [...before, ...tagged(event.history, done)] : before;
      const warning = event.type === "epoch" ? stage.warn?.(event.metrics) : undefined;
      yield { ...staged(event, { at, earlier: soFar, place }), ...(warning && { warning }) };
    }
  }
  const isOfWhole = from && (from.pretraining?.done ?? stages.length) === stages.length;
  const [params, beside] = apart(whole, begun.plan);
  const events = fit({ ...begun, ...(isOfWhole ? { from } : stages.length > 0 && { params }) });
  const at = { done, of: stages.length, whole: beside, earlier };
  for await (const event of events) {
    if (stages.length === 0) yield { ...event, earlier };
    else if (event.type !== "end") yield staged(event, { at, earlier });
    else yield staged({ ...event, params: { ...event.params, ...beside } }, { at, earlier });
  }
}

/** The parameters that a plan has, and those that stages learnt beside them. */
function apart(whole: Params, { params }: Pick<Plan, "params">): [own: Params, beside: Params] {
  const entries = Object.entries(whole);
  const [own, beside] = [true, false].map((isOwn) =>
    Object.fromEntries(entries.filter(([path]) => Object.hasOwn(params, path) === isOwn))
  );
  return [own, beside];
}

/** The parameters that a training begins with. */
function startOf({ plan, params, train, rng }: FitInput): Params {
  return params ?? initParams(plan, {
    rng: rng.fork("init"),
    measure: (statistic) => dataStatistic(train, statistic),
  });
}

/** An event whose snapshots say where among the stages they were taken. */
function staged(
  event: TrainingEvent,
  { at, earlier, place }: {
    at: Pretraining;
    earlier: readonly EpochMetrics[];
    place?: StagePlace;
  },
): StagedEvent {
  return {
    ...event,
    earlier,
    snapshot: () => ({ ...event.snapshot(), pretraining: at }),
    ...(place && { stage: place }),
  };
}

/** The epochs of a stage, each with its number. */
function tagged(history: readonly EpochMetrics[], done: number): EpochMetrics[] {
  return history.map((metrics) => ({ stage: done + 1, ...metrics }));
}
