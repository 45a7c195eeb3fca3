import type { MachineParams, MachineSpec } from "../boltzmann/mod.ts";
import type { NdArray } from "../core/nd_array.ts";
import { permuteAxes } from "../core/permute_axes.ts";
import type { LayerMachine } from "./layer_machine.ts";

/**
 * The start of a machine as the one below it upside down, out of the parameters of the whole model: Wᵀ, its
 * hidden biases as visible ones and the other way around. The two are then one distribution of the units
 * between them (Hinton, Osindero and Teh, "A fast learning algorithm for deep belief nets", 2006).
 *
 * Throws a RangeError, one sentence, where the hidden units are others than the visible ones below.
 */
export function turnedStart(
  number: number,
  { spec: { visible, hidden }, below }: { spec: MachineSpec; below: LayerMachine },
): (whole: Readonly<Record<string, NdArray>>) => MachineParams {
  const { visible: lowest } = below.spec;
  if (hidden.size !== lowest.size || hidden.units !== lowest.units) {
    throw new RangeError(
      `Cannot start hidden layer ${number}, a machine of ${visible.size} ${visible.units} and ` +
        `${hidden.size} ${hidden.units} units, as the machine below upside down, which has ` +
        `${lowest.size} ${lowest.units} and ${visible.size}: expected as many hidden units as the one ` +
        `below has visible ones, or leave "tiedStart" out`,
    );
  }
  return (whole) => {
    const { weight, visibleBias, hiddenBias } = below.take(whole);
    return {
      weight: permuteAxes(weight, [1, 0]),
      visibleBias: hiddenBias,
      hiddenBias: visibleBias,
    };
  };
}
