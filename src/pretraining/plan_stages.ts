import {
  activityRemark,
  checkMachineData,
  checkMachineOptions,
  fitMachine,
  type MachineSpec,
  withLabelUnits,
} from "../boltzmann/mod.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { Examples } from "../data/mod.ts";
import type { Plan } from "../model/mod.ts";
import { checkExamples, fit, trainingPlan } from "../training/mod.ts";
import { type CheckedData, checkLabels, checkPlaces, checkUnits } from "./check_label_units.ts";
import { encodeExamples } from "./encode_examples.ts";
import { jointMachine, withFreshLabels } from "./joint_machine.ts";
import { layerMachine } from "./layer_machine.ts";
import { MASKING, maskingRemark } from "./masking.ts";
import { convolutionsOf } from "./patches/convolutions.ts";
import { patchStage, type PlannedStage } from "./patches/patch_stage.ts";
import { shallowModel } from "./shallow_model.ts";
import type { Stage } from "./stage.ts";
import { type HiddenLayer, type Stack, stackOf } from "./stack.ts";
import type { StageOf, StageOptions } from "./stage_options.ts";
import { turnedStart } from "./turned_start.ts";

type Params = Readonly<Record<string, NdArray>>;

/** Stages in their order, and sentences on what of them was not asked for. */
export interface PlannedStages {
  readonly stages: readonly Stage[];
  readonly remarks: readonly string[];
}

/**
 * The trainings, one for each hidden layer or convolution, that the stages of a recipe come to for a model.
 *
 * A layer of as many units as inputs or more could learn to copy: unless the stage has a corruption or a
 * penalty, such a layer is masked by a quarter, and that is a remark.
 *
 * Throws a RangeError, one sentence, as `stackOf`, `layerMachine` and `convolutionsOf` do, and for numbers
 * that no layer has.
 */
export function planStages(plan: Plan, options: readonly StageOptions[]): PlannedStages {
  const isOfLayers = options.some(({ train }) => train !== "patches");
  // Machines are of the examples themselves; an autoencoder may be one of what convolutions made of them.
  const behindConvolutions = options.every(({ train }) => train !== "machines");
  const stack = isOfLayers ? stackOf(plan, { behindConvolutions }) : undefined;
  if (stack) checkPlaces(options, stack.layers.length);
  const planned = options.flatMap((stage) => {
    if (stage.train === "patches") {
      return chosen(convolutionsOf(plan), { numbers: stage.layers, what: "convolution" })
        .map((convolution) => patchStage(convolution, stage));
    }
    return chosen(stack!.layers, { numbers: stage.layers, what: "hidden layer" })
      .map((layer) => hiddenLayerStage(layer, { stack: stack!, stage }));
  });
  return {
    stages: planned.map(({ stage }) => stage),
    remarks: planned.flatMap(({ remark }) => remark ?? []),
  };
}

/** The training of a hidden layer as a machine, or as an autoencoder. */
function hiddenLayerStage(
  layer: HiddenLayer,
  { stack, stage }: { stack: Stack; stage: StageOf<"layers"> | StageOf<"machines"> },
): PlannedStage {
  const { number, inputs, units, encoder: [{ path }] } = layer;
  const { epochs, batchSize } = stage.training, earlier = stack.layers.slice(0, number - 1);
  const before = [...stack.before, ...earlier.flatMap(({ encoder }) => encoder)];
  const place: Pick<Stage, "examplesOf" | "options"> = {
    examplesOf: (examples, { whole }) => encodeExamples(examples, before, whole),
    options: { epochs, batchSize },
  };
  if (stage.train === "machines") {
    const name = `${path}, a machine of ${inputs} and ${units} units`;
    const isTop = number === stack.layers.length;
    return { stage: { name, ...place, ...machineStage(layer, { stage, earlier, isTop }) } };
  }
  const isOfExamples = before.every(({ traits: { weights } }) => weights === undefined);
  const couldCopy = units >= inputs && !stage.corruption && !stage.penalties;
  const corruption = stage.corruption ?? (couldCopy ? MASKING : undefined);
  const name = `${path}, ${inputs} to ${units}`;
  return {
    stage: { name, ...place, ...layerStage(layer, { ...stage, corruption, isOfExamples }) },
    ...(couldCopy && {
      remark: maskingRemark(path, {
        sizes: `${units} units for ${inputs} inputs`,
        masked: "its inputs",
      }),
    }),
  };
}

/** The training of a hidden layer as an autoencoder. */
function layerStage(
  layer: HiddenLayer,
  { corruption, penalties, training, isOfExamples }: StageOf<"layers"> & { isOfExamples: boolean },
): Pick<Stage, "train" | "put" | "check"> {
  const { plan, take, put } = shallowModel(layer, { corruption, penalties });
  trainingPlan(plan, training);
  return {
    ...(isOfExamples && {
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
  if (classes !== undefined) checkUnits(layer.number, own.spec);
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
      if (before === undefined) {
        checkMachineData(train, { spec: own.spec, name: data.name });
        checkWords(train, { spec: own.spec, name: data.name });
      }
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

/** Throws a RangeError, one sentence, for counts of words of examples that are no texts. */
function checkWords(
  { lengths }: Examples,
  { spec, name }: { spec: MachineSpec; name: string },
): void {
  if (spec.visible.units !== "multinomial" || lengths) return;
  throw new RangeError(
    `Cannot train multinomial visible units on ${name}: its examples are no texts, whose words are counted`,
  );
}

function chosen<Layer extends { readonly number: number }>(
  layers: readonly Layer[],
  { numbers, what }: { numbers: readonly number[] | undefined; what: string },
): readonly Layer[] {
  if (!numbers) return layers;
  return numbers.map((number) => {
    const found = layers.find((layer) => layer.number === number);
    if (found) return found;
    throw new RangeError(
      `Cannot pre-train ${what} ${number}: the model has ${layers.length}, counted from 1`,
    );
  });
}
