import type * as tf from "@tensorflow/tfjs";
import type { Draws } from "./draws.ts";
import type { Machine } from "./energies.ts";
import {
  hiddenInput,
  meansOf,
  type Sample,
  sampleUnits,
  type Side,
  type Units,
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

/** The course of a chain. */
export interface ChainOptions {
  /** The times that all visible and all hidden units are drawn. */
  readonly steps: number;
  /** Draws visible units, which stand as their means otherwise. */
  readonly drawsVisible: boolean;
  /** Draws the last hidden units too, which stand as their means otherwise: what nobody goes on from. */
  readonly drawsLast: boolean;
  readonly draws: Draws;
}

/** Block Gibbs sampling from hidden states: `steps` times all visible units, then all hidden ones. */
export function runChain(
  { params, spec }: Machine,
  start: Side,
  { steps, drawsVisible, drawsLast, draws }: ChainOptions,
): ChainEnd {
  let states = start, first: tf.Tensor2D | undefined;
  for (let step = 1;; step++) {
    const drawn = sampleUnits(spec.visible.units, visibleInput(params, states), draws);
    first ??= drawn.means;
    const visible = drawsVisible ? drawn.states : { values: drawn.means, isBinary: false };
    const input = hiddenInput(params, visible), { units } = spec.hidden, isLast = step >= steps;
    const hidden = isLast && !drawsLast ? undrawn(units, input) : sampleUnits(units, input, draws);
    if (isLast) return { visible, visibleMeans: drawn.means, hidden, first };
    states = hidden.states;
  }
}

function undrawn(units: Units, input: tf.Tensor2D): Sample {
  const means = meansOf(units, input);
  return { means, states: { values: means, isBinary: false } };
}
