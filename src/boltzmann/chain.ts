import * as tf from "@tensorflow/tfjs";
import type { Draws } from "./draws.ts";
import type { Machine } from "./energies.ts";
import {
  hiddenInput,
  meansOf,
  type Sample,
  sampleUnits,
  sampleVisible,
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
  /** The label units [B, classes], where they stay as they are. */
  readonly labels?: tf.Tensor2D;
  /** Of counts: the number of words of each chain [B, 1]. */
  readonly totals?: tf.Tensor2D | undefined;
}

/**
 * Block Gibbs sampling from hidden states: `steps` times all visible units, then all hidden ones. What is
 * not given back is freed at every step, so that long chains take no more memory than short ones.
 */
export function runChain(machine: Machine, start: Side, options: ChainOptions): ChainEnd {
  const { steps } = options;
  let states = start, first: tf.Tensor2D | undefined;
  for (let step = 1;; step++) {
    const { visible, visibleMeans, hidden } = runStep(machine, states, {
      ...options,
      isLast: step >= steps,
    });
    if (states !== start) states.values.dispose();
    first ??= visibleMeans;
    if (step >= steps) return { visible, visibleMeans, hidden, first };
    tf.dispose([
      ...visible.values === first ? [] : [visible.values],
      ...visibleMeans === first ? [] : [visibleMeans],
      ...hidden.means === hidden.states.values ? [] : [hidden.means],
    ]);
    states = hidden.states;
  }
}

/** One step of a chain; inputs of units are freed. */
function runStep(
  { params, spec }: Machine,
  states: Side,
  { drawsVisible, drawsLast, isLast, draws, labels, totals }: ChainOptions & { isLast: boolean },
): Omit<ChainEnd, "first"> {
  let end: Omit<ChainEnd, "first"> | undefined;
  tf.tidy(() => {
    const drawn = sampleVisible(spec.visible, visibleInput(params, states), {
      draws,
      labels,
      totals,
    });
    const visible = drawsVisible ? drawn.states : { values: drawn.means, isBinary: false, totals };
    const input = hiddenInput(params, visible), { units } = spec.hidden;
    const hidden = isLast && !drawsLast ? undrawn(units, input) : sampleUnits(units, input, draws);
    end = { visible, visibleMeans: drawn.means, hidden };
    return [visible.values, drawn.means, hidden.means, hidden.states.values];
  });
  return end!;
}

function undrawn(units: Units, input: tf.Tensor2D): Sample {
  const means = meansOf(units, input);
  return { means, states: { values: means, isBinary: false } };
}
