import * as tf from "@tensorflow/tfjs";
import type { Params } from "../model/mod.ts";
import type { LadderNetwork } from "./ladder_network.ts";
import { type LadderBatch, ladderObjective } from "./ladder_objective.ts";
import type { LadderOptions } from "./options.ts";

/** The costs of a batch and their gradients; the caller disposes of the tensors. */
export interface LadderGradients {
  /** The sum of the costs. */
  readonly loss: number;
  /** Each cost with its weight, by name: `crossEntropy`, and `denoising.l` of layer l, 0 being the input. */
  readonly costs: Readonly<Record<string, number>>;
  /** The gradient of the loss for each parameter, by path. */
  readonly gradients: Params;
}

/** The costs of a ladder network on a batch, and the gradients of their sum; depends on its arguments alone. */
export function ladderGradients(
  network: LadderNetwork,
  batch: LadderBatch,
  { params, options }: {
    params: Readonly<Params>;
    options: Pick<LadderOptions, "costs" | "combinator">;
  },
): LadderGradients {
  const paths = Object.keys(params), kept: Record<string, tf.Scalar> = {};
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const current = Object.fromEntries(paths.map((path, i) => [path, tensors[i]]));
    const { loss, crossEntropy, denoising } = ladderObjective(network, batch, {
      params: current,
      options,
    });
    kept.crossEntropy = tf.keep(tf.clone(crossEntropy));
    for (const [layer, cost] of [...denoising].sort(([a], [b]) => a - b)) {
      kept[`denoising.${layer}`] = tf.keep(tf.clone(cost));
    }
    return loss;
  })(paths.map((path) => params[path]));
  const [loss] = value.dataSync();
  const costs = Object.fromEntries(
    Object.entries(kept).map(([name, cost]) => [name, cost.dataSync()[0]]),
  );
  tf.dispose([value, kept]);
  return { loss, costs, gradients: Object.fromEntries(paths.map((path, i) => [path, grads[i]])) };
}
