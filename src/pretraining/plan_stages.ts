import {
  activityRemark,
  checkMachineData,
  checkMachineOptions,
  fitMachine,
  withLabelUnits,
} from "../boltzmann/mod.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import type { CorruptionSpec } from "../corruptions/mod.ts";
import type { Examples } from "../data/mod.ts";
import type { PlannedLayer } from "../layers/mod.ts";
import type { Plan } from "../model/mod.ts";
import {
  checkExamples,
  type EpochMetrics,
  fit,
  type Snapshot,
  type TrainingEvent,
  trainingPlan,
} from "../training/mod.ts";
import {
  type CheckedData,
  checkHiddenUnits,
  checkLabels,
  checkPlaces,
} from "./check_label_units.ts";
import { jointMachine, withFreshLabels } from "./joint_machine.ts";
import { layerMachine } from "./layer_machine.ts";
import { shallowModel } from "./shallow_model.ts";
import { type HiddenLayer, stackOf } from "./stack.ts";
import type { StageOf, StageOptions } from "./stage_options.ts";
import { turnedStart } from "./turned_start.ts";

type Params = Readonly<Record<string, NdArray>>;

/** A part of a model that is trained by itself, before the whole is. */
export interface Stage {
  /** The words for it: `encoder.1, 784 to 1000`. */
  readonly name: string;
  /** The layers in front of it, whose outputs are its examples. */
  readonly before: readonly PlannedLayer[];
  readonly options: { readonly epochs: number; readonly batchSize: number };
  /** Trains it on examples of its own, from its parameters in those of the whole model. */
  train(input: {
    readonly whole: Params;
    readonly train: Examples;
    readonly validation?: Examples;
    readonly rng: Rng;
    readonly from?: Snapshot;
  }): AsyncGenerator<TrainingEvent, void>;
  /**
   * Throws a RangeError, one sentence, for training examples of the whole that it cannot learn from; absent
   * of stages that any will do for.
   */
  check?(train: Examples, data: CheckedData): void;
  /** A sentence on an epoch that does not go as it should; undefined for others. */
  warn?(epoch: EpochMetrics): string | undefined;
  /** The parameters of the whole model, with those that it was trained to. */
  put(whole: Params, trained: Params): Params;
}

/** Stages in their order, and sentences on what of them was not asked for. */
export interface PlannedStages {
  readonly stages: readonly Stage[];
  readonly remarks: readonly string[];
}

/** The damage to the inputs of layers that could copy them (Vincent et al., 2010, find 0.25 best). */
const MASKING: CorruptionSpec = { type: "masking", rate: 0.25 };

/**
 * The trainings, one for each hidden layer, that the stages of a recipe come to for a model.
 *
 * A layer of as many units as inputs or more could learn to copy: unless the stage has a corruption or a
 * penalty, such a layer is masked by a quarter, and that is a remark.
 *
 * Throws a RangeError, one sentence, as `stackOf` and `layerMachine` do and for numbers that no hidden layer
 * has.
 */
export function planStages(plan: Plan, options: readonly StageOptions[]): PlannedStages {
  if (options.length === 0) return { stages: [], remarks: [] };
  const stack = stackOf(plan), remarks: string[] = [];
  checkPlaces(options, stack.layers.length);
  const stages = options.flatMap((stage) =>
    chosen(stack.layers, stage.layers).map((layer): Stage => {
      const { number, inputs, units, encoder: [{ path }] } = layer;
      const { epochs, batchSize } = stage.training;
      const earlier = stack.layers.slice(0, number - 1);
      const place = {
        before: [...stack.before, ...earlier.flatMap(({ encoder }) => encoder)],
        options: { epochs, batchSize },
      };
      if (stage.train === "machines") {
        const name = `${path}, a machine of ${inputs} and ${units} units`;
        const isTop = number === stack.layers.length;
        return { name, ...place, ...machineStage(layer, { stage, earlier, isTop }) };
      }
      const couldCopy = units >= inputs && !stage.corruption && !stage.penalties;
      if (couldCopy) {
        remarks.push(
          `${path} could copy, with ${units} units for ${inputs} inputs: a quarter of its inputs is masked ` +
            `in pre-training; a corruption or penalties in the stage say otherwise.`,
        );
      }
      const corruption = stage.corruption ?? (couldCopy ? MASKING : undefined);
      const name = `${path}, ${inputs} to ${units}`;
      return { name, ...place, ...layerStage(layer, { ...stage, corruption }) };
    })
  );
  return { stages, remarks };
}

/** The training of a hidden layer as an autoencoder. */
function layerStage(
  layer: HiddenLayer,
  { corruption, penalties, training }: StageOf<"layers">,
): Pick<Stage, "train" | "put" | "check"> {
  const { plan, take, put } = shallowModel(layer, { corruption, penalties });
  trainingPlan(plan, training);
  return {
    ...(layer.number === 1 && {
      check: (train: Examples, { name }: CheckedData) => checkExamples(train, { plan, name }),
    }),
    train: ({ whole, ...input }) => fit({ ...input, plan, options: training, params: take(whole) }),
    put,
  };
}

/**
 * The training of a hidden layer as a machine, which begins with weights of its own, or with those of the
 * machine below where its stage ties them.
 */
function machineStage(
  layer: HiddenLayer,
  { stage: { visible, tiedStart, training, ...stage }, earlier, isTop }: {
    stage: StageOf<"machines">;
    earlier: readonly HiddenLayer[];
    isTop: boolean;
  },
): Pick<Stage, "train" | "put" | "warn" | "check"> {
  const before = earlier.at(-1), classes = isTop ? stage.classes : undefined;
  const own = layerMachine(layer, { visible, before });
  if (classes !== undefined) checkHiddenUnits(layer.number, own.spec);
  const { spec, put } = classes === undefined ? own : jointMachine(own, classes);
  checkMachineOptions(training, spec);
  const below = tiedStart && before
    ? layerMachine(before, { visible, before: earlier.at(-2) })
    : undefined;
  const turned = below && turnedStart(layer.number, { spec: own.spec, below });
  const startOf = (whole: Params) => {
    if (!turned) return {};
    const params = turned(whole);
    return { params: classes === undefined ? params : withFreshLabels(params, classes) };
  };
  const examplesOf = (examples: Examples) =>
    classes === undefined ? examples : withLabelUnits(examples, { classes });
  return {
    check(train, data) {
      if (before === undefined) checkMachineData(train, { spec: own.spec, name: data.name });
      if (classes !== undefined) checkLabels(train, classes, data);
    },
    train: ({ whole, train, validation, ...input }) =>
      fitMachine({
        ...input,
        spec,
        train: examplesOf(train),
        ...(validation && { validation: examplesOf(validation) }),
        options: training,
        ...startOf(whole),
      }),
    warn: (epoch) => activityRemark(epoch, spec),
    put,
  };
}

function chosen(
  layers: readonly HiddenLayer[],
  numbers: readonly number[] | undefined,
): readonly HiddenLayer[] {
  if (!numbers) return layers;
  return numbers.map((number) => {
    const found = layers.find((layer) => layer.number === number);
    if (found) return found;
    throw new RangeError(
      `Cannot pre-train hidden layer ${number}: the model has ${layers.length}, counted from 1`,
    );
  });
}
