import * as tf from "@tensorflow/tfjs";
import { type NdArray, zeros } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import type { Examples } from "../data/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { type Progress, type Snapshot, toArrays, toTensors } from "../training/mod.ts";
import type { TrainingEvent } from "../training/mod.ts";
import { batchSide } from "./batch_side.ts";
import { checkMachineData, checkMachineOptions, isBinary } from "./check_machine_data.ts";
import { checkMachineParams, checkMachineSnapshot, stateShapes } from "./check_machine_snapshot.ts";
import { drawsOf } from "./draws.ts";
import type { Machine } from "./energies.ts";
import { initMachine } from "./init_machine.ts";
import { machineStep } from "./machine_step.ts";
import {
  learningRateOf,
  type MachineOptions,
  machineOptions,
  type MachineOptionsInput,
} from "./options.ts";
import { probe } from "./probe.ts";
import {
  type MachineParams,
  type MachineSpec,
  machineSpec,
  type MachineSpecInput,
} from "./spec.ts";
import { hiddenInput, type MachineTensors, sampleUnits } from "./units.ts";

/** The machine, the examples and the choices of a training. */
export interface FitMachineInput {
  /** The kinds and the numbers of the units. */
  readonly spec: MachineSpecInput;
  /** The examples that statistics come from. */
  readonly train: Examples;
  /** Examples held out, of which the free energy is compared with that of the training examples. */
  readonly validation?: Examples;
  /** Epochs, batch size, Gibbs steps, chains, learning rate …; defaults may be left out. */
  readonly options: MachineOptionsInput;
  /** The stream that everything random follows from. */
  readonly rng: Rng;
  /** The parameters to start from; fresh ones unless given. */
  readonly params?: MachineParams;
  /** The place where an earlier training of the same input stopped; it goes on from there bit for bit. */
  readonly from?: Snapshot;
}

/** The start of every training. */
const START: Omit<Progress, "history"> = { epoch: 0, used: 0, step: 0, lossSum: 0, termSums: {} };

/**
 * Trains a restricted Boltzmann machine by contrastive divergence and yields what happens, a step at a
 * time, in the events of `fit`.
 *
 * The loss of a step is the squared error of a reconstruction, summed over an example's values, or of counts
 * their cross-entropy a word; it falls while the likelihood may not, so that each epoch has the figures of `probe` under `figures` as well.
 * Everything random follows from `rng`: fresh parameters, the order of the examples, and what example i or
 * chain i of a step draws. Velocities, persistent chains and mean activities are in the snapshot.
 *
 * Throws a TypeError for options that there are not, and a RangeError for examples that the units do not
 * stand for, for parameters or a snapshot of another machine, and at the first error or parameter that is
 * not a finite number.
 *
 * @example
 * ```ts
 * import { createRng, fitMachine, readKernels, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(200, createRng(0)), errors: number[] = [];
 * const spec = { visible: { size: 784 }, hidden: { size: 20 } }, options = { epochs: 3 };
 * for await (const event of fitMachine({ spec, train, options, rng: createRng(1) })) {
 *   if (event.type === "epoch") errors.push(event.metrics.trainingLoss);
 * }
 * assert(errors[2] < errors[0]);
 * ```
 */
export async function* fitMachine(input: FitMachineInput): AsyncGenerator<TrainingEvent, void> {
  const { train, validation, rng, from } = input;
  const spec = parseWith(machineSpec, input.spec, "this machine");
  const options = parseWith(machineOptions, input.options, "these training options");
  checkInput(input, { spec, options });
  const params = toTensors(
    from?.params ?? input.params ?? initMachine(spec, { train, rng: rng.fork("init") }),
  ) as unknown as MachineTensors;
  const machine: Machine = { params, spec };
  const isBits = spec.visible.units !== "multinomial" && isBinary(train);
  const state = from ? toTensors(from.optimizer) : freshState(machine, { options, train, rng });
  const stepsPerEpoch = Math.ceil(train.count / options.batchSize);
  const steps = options.epochs * stepsPerEpoch;
  let { epoch, used, step, lossSum } = from?.progress ?? START;
  const history = [...from?.progress.history ?? []];
  const rateAt = (taken: number) => {
    const current = Math.max(1, Math.ceil(taken / stepsPerEpoch));
    return learningRateOf(options, { spec, epoch: current, taken, all: steps });
  };

  const snapshot = (): Snapshot => {
    const arrays = toArrays({ ...params });
    assertFinite(arrays, { step, learningRate: rateAt(step) });
    const progress = { epoch, used, step, lossSum, termSums: {}, history: [...history] };
    return { params: arrays, optimizer: toArrays(state), progress };
  };

  try {
    while (epoch < options.epochs) {
      const order = rng.fork("shuffle").fork(epoch).permutation(train.count);
      while (used < train.count) {
        const indices = order.subarray(used, used + options.batchSize);
        step++;
        const learningRate = rateAt(step), stepRng = rng.fork("step").fork(step);
        const objects = { machine, options, train, indices, isBinary: isBits, state, rng: stepRng };
        const loss = machineStep(objects, { epoch: epoch + 1, learningRate });
        if (!Number.isFinite(loss)) {
          throw divergence("error of the reconstruction", { step, learningRate });
        }
        used += indices.length;
        lossSum += loss * indices.length;
        yield { type: "step", epoch: epoch + 1, step, steps, loss, snapshot };
      }
      epoch++;
      const learningRate = rateAt(step);
      const figures = probe(machine, {
        train,
        validation,
        isDrawn: options.binarize !== undefined,
        rng: rng.fork("probe").fork(epoch),
      });
      for (const [name, value] of Object.entries(figures)) {
        if (!Number.isFinite(value)) throw divergence(name, { step, learningRate });
      }
      history.push({ epoch, step, trainingLoss: lossSum / used, figures, learningRate });
      used = 0;
      lossSum = 0;
      yield { type: "epoch", metrics: history.at(-1)!, history, snapshot };
    }
    const last = snapshot();
    const { params: trained } = last, reason = "epochs";
    yield { type: "end", reason, params: trained, history, bestEpoch: epoch, snapshot: () => last };
  } finally {
    tf.dispose([{ ...params }, state]);
  }
}

/** Velocities of 0; chains that start at the hidden states of the first examples; activities at the target. */
function freshState(
  { params, spec }: Machine,
  { options, train, rng }: { options: MachineOptions; train: Examples; rng: Rng },
): Record<string, tf.Tensor> {
  const shapes = stateShapes(spec, options);
  const state: Record<string, tf.Tensor> = toTensors(
    Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, zeros(shape)])),
  );
  const chain = state["chain/hidden"], activity = state["activity/hidden"];
  if (chain) {
    const [chains] = chain.shape, order = rng.fork("chains").permutation(train.count);
    const indices = Uint32Array.from({ length: chains }, (_, i) => order[i % train.count]);
    state["chain/hidden"] = tf.tidy(() => {
      const draws = drawsOf(rng.fork("chains"), chains);
      const data = batchSide(train, indices, { isBinary: false });
      return sampleUnits(spec.hidden.units, hiddenInput(params, data), draws).states.values;
    });
    chain.dispose();
  }
  if (activity && options.sparsity) {
    state["activity/hidden"] = tf.fill(activity.shape, options.sparsity.target);
    activity.dispose();
  }
  return state;
}

function checkInput(
  { train, validation, params, from }: FitMachineInput,
  { spec, options }: { spec: MachineSpec; options: MachineOptions },
): void {
  checkMachineOptions(options, spec);
  checkMachineData(train, { spec, name: "the training examples" });
  if (validation) checkMachineData(validation, { spec, name: "the validation examples" });
  if (params) checkMachineParams(params, spec);
  if (from) checkMachineSnapshot(from, { spec, options });
}

function assertFinite(
  arrays: Readonly<Record<string, NdArray>>,
  position: { step: number; learningRate: number },
): void {
  for (const [name, { values }] of Object.entries(arrays)) {
    if (!values.every(Number.isFinite)) throw divergence(name, position);
  }
}

function divergence(
  what: string,
  { step, learningRate }: { step: number; learningRate: number },
): RangeError {
  return new RangeError(
    `Training diverged at step ${step}: the ${what} is no longer a finite number; try a learning rate ` +
      `ten times lower (it was ${
        learningRate.toPrecision(3)
      }), and standardised data for Gaussian units`,
  );
}
