import { ndArray } from "../../core/nd_array.ts";
import { oneHot } from "../../core/one_hot.ts";
import { createRng } from "../../core/rng.ts";
import { binarize, type Examples, wholeBatch } from "../../data/mod.ts";
import { isBinary } from "../check_machine_data.ts";
import { sampleBelief } from "./sample_belief.ts";
import type { TrainedMachine } from "./trained_machine.ts";

/** The choices of samples that people look at. */
export interface DreamsOptions {
  readonly count: number;
  /** Gibbs steps of the top machine. */
  readonly steps: number;
  readonly seed: number;
  /** As many examples that chains start at; random states of the top layer unless given. */
  readonly starts?: Examples;
}

/** Samples that people look at. */
export interface DrawnDreams {
  /** [count, V], row-major: the means of the visible units. */
  readonly values: Float32Array<ArrayBuffer>;
  /** The number of classes that samples are of, one after the other, round and round; absent without labels. */
  readonly classes?: number;
}

/**
 * Samples of a stack of machines, bottom up, as `sampleBelief` draws them, from random states or from
 * examples, which are drawn as 0 or 1 where they are neither. With label units sample i is of class i,
 * counted round and round. Throws as `sampleBelief` does.
 */
export function dreamsOf(
  machines: readonly TrainedMachine[],
  { count, steps, seed, starts }: DreamsOptions,
): DrawnDreams {
  const rng = createRng(seed).fork("dreams"), classes = machines.at(-1)?.spec.visible.classes;
  const turns = Array.from({ length: count }, (_, i) => i % (classes ?? 1));
  const { values } = sampleBelief(machines, {
    count,
    steps,
    // Chains that draw the same numbers come together wherever they start.
    rng: rng.fork(starts ? "data" : "random"),
    ...(classes !== undefined && {
      labels: ndArray([count, classes], oneHot(turns, { classes })),
    }),
    ...(starts && {
      start: wholeBatch(isBinary(starts) ? starts : binarize(starts, { rng: rng.fork("start") })),
    }),
  });
  return { values, ...(classes !== undefined && { classes }) };
}
