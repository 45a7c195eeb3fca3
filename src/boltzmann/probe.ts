import * as tf from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import type { Examples } from "../data/mod.ts";
import { batchSide } from "./batch_side.ts";
import { drawsOf } from "./draws.ts";
import { energiesOf, type Machine } from "./energies.ts";
import { flipEstimates } from "./flips.ts";
import type { MachineSpec } from "./spec.ts";
import { hiddenInput, meansOf, type Side } from "./units.ts";

/** The most examples that an epoch is measured on, and those that are measured at once. */
const MOST = 10_000, AT_ONCE = 500;

/** The examples that a machine is measured on, and how they become visible units. */
export interface ProbeInput {
  readonly train: Examples;
  readonly validation?: Examples | undefined;
  /** True where values are drawn as 0 or 1. */
  readonly isDrawn: boolean;
  readonly rng: Rng;
}

/**
 * The figures of an epoch, by name, over the first training examples, 10,000 of them or as many as there
 * are for validation:
 *
 * - `pseudoLogLikelihood` of Bernoulli units, on values drawn or rounded to 0 and 1, in nats;
 * - `freeEnergyGap`, the mean free energy of the same number of validation examples less that of the
 *   training examples: where it grows, the machine learns them by heart; of counts a word, not a text;
 * - `hiddenActivity`, the mean over all hidden units, of Bernoulli ones.
 *
 * Figures that the units do not have are left out.
 */
export function probe(machine: Machine, input: ProbeInput): Record<string, number> {
  const { train, validation } = input;
  const count = Math.min(MOST, train.count, validation?.count ?? MOST);
  const seen = measure(machine, { ...input, examples: train, count, rng: input.rng.fork(0) });
  const { spec } = machine, hasEnergy = spec.hidden.units !== "rectified";
  const figures: Record<string, number> = {};
  if (hasFlips(spec)) figures.pseudoLogLikelihood = seen.flips / count;
  if (hasEnergy && validation) {
    const held = measure(machine, {
      ...input,
      examples: validation,
      count,
      rng: input.rng.fork(1),
    });
    figures.freeEnergyGap = (held.energy - seen.energy) / count;
  }
  if (spec.hidden.units === "bernoulli") figures.hiddenActivity = seen.activity / count;
  return figures;
}

function measure(
  machine: Machine,
  { examples, count, rng, isDrawn }: ProbeInput & { examples: Examples; count: number },
): { energy: number; flips: number; activity: number } {
  const { visible, hidden } = machine.spec, sums = { energy: 0, flips: 0, activity: 0 };
  for (let from = 0; from < count; from += AT_ONCE) {
    const size = Math.min(AT_ONCE, count - from);
    const indices = Uint32Array.from({ length: size }, (_, i) => from + i);
    const draws = isDrawn ? drawsOf(rng.fork(from), size) : undefined;
    tf.tidy(() => {
      const words = visible.units === "multinomial";
      const side = batchSide(examples, indices, { isBinary: false, draws, words });
      if (hidden.units !== "rectified") {
        const lengths = side.totals?.dataSync();
        sums.energy += total(
          energiesOf(machine, side).map((energy, row) => energy / (lengths?.[row] || 1)),
        );
      }
      if (hasFlips(machine.spec)) {
        const chosen = Int32Array.from(
          indices,
          (i) => rng.fork("flip").fork(i).integer(visible.size),
        );
        sums.flips += total(flipEstimates(machine, rounded(side), chosen));
      }
      const means = meansOf(hidden.units, hiddenInput(machine.params, side));
      sums.activity += tf.mean(means).dataSync()[0] * size;
    });
  }
  return sums;
}

/** True where each visible unit can be flipped by itself. */
function hasFlips({ visible, hidden }: MachineSpec): boolean {
  return visible.units === "bernoulli" && hidden.units === "bernoulli" &&
    visible.classes === undefined;
}

/** The same with every value 0 or 1. */
export function rounded({ values, isBinary }: Side): Side {
  if (isBinary) return { values, isBinary };
  return { values: tf.cast(tf.greaterEqual(values, 0.5), "float32"), isBinary: true };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
