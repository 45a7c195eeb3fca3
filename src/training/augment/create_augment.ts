import type { Rng } from "../../core/rng.ts";
import { type Examples, heldValues } from "../../data/mod.ts";
import type { Plan } from "../../model/mod.ts";
import { parseWith } from "../../schemas/parse_with.ts";
import { augmentBatch } from "./augment_batch.ts";
import { checkAugment } from "./check_augment.ts";
import { type AugmentOptions, augmentOptions } from "./options.ts";

/** Changes the pictures of a batch [B, H, W, K], those of step 1, 2, … of a training. */
export type Augment = (values: Float32Array, step: number) => Float32Array<ArrayBuffer>;

/** The model, the examples and the stream of a training. */
export interface AugmentedTraining {
  readonly plan: Plan;
  readonly train: Examples;
  readonly rng: Rng;
}

/**
 * The changes of a training's pictures: example i of step t draws from the fork `"augment"`, t, i of its
 * stream. Throws a TypeError for options that are none, and as `checkAugment` does.
 */
export function createAugment(
  augment: AugmentOptions,
  { plan, train, rng }: AugmentedTraining,
): Augment {
  const options = parseWith(augmentOptions, augment, "these augmentations");
  checkAugment(options, { plan, name: "the training examples" });
  const stream = rng.fork("augment"), { shape } = train;
  const isUnit = options.brightness !== undefined && liesInUnit(train);
  return (values, step) => augmentBatch(values, options, { shape, rng: stream.fork(step), isUnit });
}

/** True where all values of the examples, as a model sees them, are in [0, 1]. */
function liesInUnit(examples: Examples): boolean {
  const values = heldValues(examples);
  return values instanceof Uint8Array || values.every((value) => value >= 0 && value <= 1);
}
