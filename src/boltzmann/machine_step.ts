import * as tf from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import { sgdStep } from "../kernels/mod.ts";
import type { Examples } from "../data/mod.ts";
import { batchSide } from "./batch_side.ts";
import { contrast } from "./contrast.ts";
import { drawsOf } from "./draws.ts";
import type { Machine } from "./energies.ts";
import { drawsVisible, gibbsSteps, type MachineOptions, momentumOf } from "./options.ts";

/** The share of the running mean activity that each batch keeps. */
const KEPT = 0.9;

/** The objects of a step. */
export interface MachineStep {
  readonly machine: Machine;
  readonly options: MachineOptions;
  readonly train: Examples;
  /** The examples of the batch. */
  readonly indices: ArrayLike<number>;
  readonly isBinary: boolean;
  /** Velocities, chains and mean activities, by name. */
  readonly state: Record<string, tf.Tensor>;
  /** The stream of the step: example i draws from `fork("data").fork(i)`, chain i from `fork("chain")`. */
  readonly rng: Rng;
}

/**
 * Moves the parameters and the state by one step of contrastive divergence, and returns the error of a
 * reconstruction of the batch before the move.
 *
 * Each parameter moves by its velocity, v ← momentum · v + gradient, times the learning rate. The decay of
 * the weights stands beside it and is that of Hinton's programs, where momentum multiplies it by
 * 1 / (1 − momentum) in the long run.
 */
export function machineStep(
  { machine, options, train, indices, isBinary, state, rng }: MachineStep,
  { epoch, learningRate }: { epoch: number; learningRate: number },
): number {
  const { params } = machine, count = indices.length;
  const chain = state["chain/hidden"] as tf.Tensor2D | undefined;
  const mean = state["activity/hidden"] as tf.Tensor1D | undefined;
  const draws = drawsOf(rng.fork("data"), count);
  const data = batchSide(train, indices, {
    isBinary,
    draws: options.binarize && draws,
    words: machine.spec.visible.units === "multinomial",
  });
  const { sparsity } = options;
  const pull = sparsity && mean &&
    tf.tidy(() => tf.mul(tf.sub(sparsity.target, mean), sparsity.cost) as tf.Tensor1D);
  const result = contrast(machine, data, {
    steps: gibbsSteps(options, epoch),
    drawsVisible: drawsVisible(options, machine.spec),
    draws,
    chainDraws: chain ? drawsOf(rng.fork("chain"), chain.shape[0]) : draws,
    chain,
    pull,
  });
  const momentum = momentumOf(options, epoch);
  for (const name of ["weight", "visibleBias", "hiddenBias"] as const) {
    const tensors = {
      param: params[name],
      gradient: result.gradients[name],
      velocity: state[`velocity/${name}`],
    };
    const weightDecay = name === "weight" ? options.weightDecay / (1 - momentum) : 0;
    const gradientScale = -1 / count;
    sgdStep(tensors, { learningRate, momentum, nesterov: false, weightDecay, gradientScale });
  }
  if (chain) state["chain/hidden"] = result.chain;
  if (mean) {
    state["activity/hidden"] = tf.tidy(() =>
      tf.add(tf.mul(mean, KEPT), tf.mul(result.activity, 1 - KEPT))
    );
  }
  tf.dispose([
    data.values,
    data.totals ?? [],
    pull ?? [],
    result.activity,
    result.gradients,
    chain ?? [],
    mean ?? [],
  ]);
  if (!chain) result.chain.dispose();
  return result.error;
}
