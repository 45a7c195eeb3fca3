import * as tf from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import { classRows, type Examples, gatherBatch } from "../data/mod.ts";
import { fillNormal } from "../kernels/mod.ts";
import type { Params } from "../model/mod.ts";
import { update } from "../training/mod.ts";
import { ladderGradients } from "./ladder_gradients.ts";
import type { LadderNetwork } from "./ladder_network.ts";
import type { LadderBatch } from "./ladder_objective.ts";
import { ladderNoise, type LadderOptions } from "./options.ts";

/** The objects of a step. */
export interface LadderStep {
  readonly network: LadderNetwork;
  readonly options: LadderOptions;
  readonly params: Params;
  /** The optimizer's tensors. */
  readonly state: Params;
  /** The labelled examples, and those of the batch. */
  readonly labelled: { readonly examples: Examples; readonly rows: ArrayLike<number> };
  /** The unlabelled examples, and those of the batch. */
  readonly unlabelled: { readonly examples: Examples; readonly rows: ArrayLike<number> };
  /** The stream of the step: row i draws from `fork("labelled").fork(i)` or `fork("unlabelled").fork(i)`. */
  readonly rng: Rng;
}

/**
 * Moves the parameters and the optimizer's tensors in place, and returns the costs of the batch before the
 * move. A loss that is not finite moves nothing.
 */
export function ladderStep(
  { network, options, params, state, labelled, unlabelled, rng }: LadderStep,
  { step, learningRate }: { step: number; learningRate: number },
): { readonly loss: number; readonly costs: Readonly<Record<string, number>> } {
  const { inputs, classes } = network;
  const batch: LadderBatch = {
    labelled: tensorOf(labelled, inputs),
    classes: tf.tensor2d(
      classRows(labelled.examples, { indices: labelled.rows, classes }),
      [labelled.rows.length, classes],
    ),
    unlabelled: tensorOf(unlabelled, inputs),
    noise: drawNoise(rng, {
      labelled: labelled.rows.length,
      unlabelled: unlabelled.rows.length,
      deviations: ladderNoise(options, network.layers.length),
    }),
  };
  const { loss, costs, gradients } = ladderGradients(network, batch, { params, options });
  if (Number.isFinite(loss)) {
    const { optimizer } = options;
    update({ params, planned: {}, gradients, state }, { optimizer, learningRate, step });
  }
  tf.dispose([batch.labelled, batch.classes, batch.unlabelled, gradients]);
  return { loss, costs };
}

function tensorOf(
  { examples, rows }: LadderStep["labelled"],
  size: number,
): tf.Tensor2D {
  return tf.tensor2d(gatherBatch(examples, rows), [rows.length, size]);
}

/** The noise of a step: each row draws from a stream of its own, one layer after the other. */
function drawNoise(
  rng: Rng,
  { deviations, ...rows }: { labelled: number; unlabelled: number; deviations: readonly number[] },
): LadderBatch["noise"] {
  const streams = (kind: "labelled" | "unlabelled") => {
    const own = rng.fork(kind);
    return Array.from({ length: rows[kind] }, (_, row) => own.fork(row));
  };
  const all = { labelled: streams("labelled"), unlabelled: streams("unlabelled") };
  const counters: number[] = [0];
  return (layer, units) => {
    // Each counter gives four numbers.
    counters[layer + 1] = counters[layer] + Math.ceil(units / 4);
    const draw = (kind: keyof typeof all) =>
      tf.tidy(() => {
        const noise = tf.zeros([rows[kind], units]);
        fillNormal(noise, (row) => all[kind][row], { firstCounter: counters[layer] });
        return tf.mul(noise, deviations[layer]);
      });
    return { labelled: draw("labelled"), unlabelled: draw("unlabelled") };
  };
}
