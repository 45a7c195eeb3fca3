import { type Examples, heldValues } from "../data/mod.ts";
import type { Plan } from "../model/mod.ts";
import { checkExamples, checkShape } from "../training/mod.ts";
import { type LadderNetwork, ladderNetwork } from "./ladder_network.ts";
import { ladderCosts, ladderNoise, type LadderOptions } from "./options.ts";

/** The largest size of a value that noise of the usual deviation still matters beside. */
const LARGEST = 10;

/** The classifier and the examples of a training. */
export interface LadderData {
  readonly plan: Plan;
  readonly labelled: Examples;
  readonly unlabelled: Examples;
  readonly validation?: Examples | undefined;
}

/**
 * The dense layers of a classifier that can be trained as a ladder network on some examples. Throws a
 * RangeError, one sentence, for one that cannot: for layers besides dense ones and activations, for another
 * number of costs or deviations of noise than layers, for too few labelled examples, and for values that are not scaled.
 */
export function checkLadder(
  { plan, labelled, unlabelled, validation }: LadderData,
  options: Pick<LadderOptions, "costs" | "noise">,
): LadderNetwork {
  const network = ladderNetwork(plan), { layers, classes } = network;
  const lists = {
    costs: ladderCosts(options, layers.length),
    "deviations of noise": ladderNoise(options, layers.length),
  };
  for (const [name, { length }] of Object.entries(lists)) {
    if (length === layers.length + 1) continue;
    throw new RangeError(
      `Cannot train a ladder network of ${layers.length} dense layers with ${length} ${name}: ` +
        `expected ${layers.length + 1}, one for the input and one for each layer`,
    );
  }
  const needed = Math.max(2, classes);
  if (labelled.count < needed) {
    throw new RangeError(
      `Cannot train a ladder network on ${labelled.count} labelled examples: expected ${needed} or more, ` +
        `one of each of ${classes} classes`,
    );
  }
  if (unlabelled.count < 2) {
    throw new RangeError(
      `Cannot train a ladder network on ${unlabelled.count} unlabelled examples: expected two or more, as ` +
        "a batch needs a deviation",
    );
  }
  checkData(labelled, { plan, name: "the labelled examples", isLabelled: true });
  checkData(unlabelled, { plan, name: "the unlabelled examples" });
  if (validation) {
    checkData(validation, { plan, name: "the validation examples", isLabelled: true });
  }
  return network;
}

function checkData(
  examples: Examples,
  { plan, name, isLabelled = false }: { plan: Plan; name: string; isLabelled?: boolean },
): void {
  const values = heldValues(examples);
  checkShape(examples, { plan, name });
  if (isLabelled) checkExamples(examples, { plan, name });
  // Bytes stand for values from 0 to 1.
  if (values instanceof Uint8Array) return;
  const far = values.find((value) => !(Math.abs(value) <= LARGEST));
  if (far === undefined) return;
  throw new RangeError(
    `Cannot train a ladder network on ${name}: they hold ${far}, expected values within [-${LARGEST}, ` +
      `${LARGEST}], beside which its noise counts; set data.scale=unit or data.scale=standard`,
  );
}
