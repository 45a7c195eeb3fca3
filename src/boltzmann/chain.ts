import type * as tf from "@tensorflow/tfjs";
import type { Draws } from "./draws.ts";
import type { MachineSpec } from "./spec.ts";
import {
  hiddenInput,
  type MachineTensors,
  type Sample,
  sampleUnits,
  type Side,
  visibleInput,
} from "./units.ts";

/** The place that Gibbs sampling came to. */
export interface ChainEnd {
  /** The visible side, its means, and the hidden side drawn from it. */
  readonly visible: Side;
  readonly visibleMeans: tf.Tensor2D;
  readonly hidden: Sample;
  /** The means of the first visible side: where hidden states start at data, its reconstruction. */
  readonly first: tf.Tensor2D;
}

/**
 * Block Gibbs sampling from hidden states: `steps` times all visible units, then all hidden ones. Where
 * `drawsVisible` is not set the visible units are their means.
 */
export function runChain(
  { params, spec }: { params: MachineTensors; spec: MachineSpec },
  start: Side,
  { steps, drawsVisible, draws }: { steps: number; drawsVisible: boolean; draws: Draws },
): ChainEnd {
  let states = start, first: tf.Tensor2D | undefined;
  for (let step = 1;; step++) {
    const drawn = sampleUnits(spec.visible.units, visibleInput(params, states), draws);
    first ??= drawn.means;
    const visible = drawsVisible ? drawn.states : { values: drawn.means, isBinary: false };
    const hidden = sampleUnits(spec.hidden.units, hiddenInput(params, visible), draws);
    if (step >= steps) return { visible, visibleMeans: drawn.means, hidden, first };
    states = hidden.states;
  }
}
