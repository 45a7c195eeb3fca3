import type { Rng } from "../../core/rng.ts";
import { type Shape, sizeOf } from "../../core/shape.ts";
import { changePicture, type PictureChange } from "./change_picture.ts";
import type { AugmentOptions } from "./options.ts";

/** The surroundings that the changes of a batch depend on. */
export interface AugmentInput {
  /** The shape of a picture, [H, W, K]. */
  readonly shape: Shape;
  /** The stream of the step: example i draws from `rng.fork(i)`. */
  readonly rng: Rng;
  /** True where values are cut to [0, 1]. */
  readonly isUnit: boolean;
}

/**
 * A batch of pictures [B, H, W, K], each changed as it draws.
 *
 * The result depends on the arguments alone, and each picture on its own values and its own stream.
 */
export function augmentBatch(
  values: Float32Array,
  options: AugmentOptions,
  { shape, rng, isUnit }: AugmentInput,
): Float32Array<ArrayBuffer> {
  const size = sizeOf(shape), batch = new Float32Array(values.length);
  for (let i = 0; i * size < values.length; i++) {
    const change = drawChange(options, rng.fork(i)), to = batch.subarray(i * size, (i + 1) * size);
    changePicture(values.subarray(i * size, (i + 1) * size), to, { shape, change });
    if (!isUnit || change.gain === 1) continue;
    for (let at = 0; at < size; at++) to[at] = Math.min(Math.max(to[at], 0), 1);
  }
  return batch;
}

/**
 * Draws the change of a picture.
 *
 * Every draw is made, wanted or not, so that each option has the same one whatever else is asked for.
 */
export function drawChange(
  { shift = 0, flip, rotation = 0, brightness = 0 }: AugmentOptions,
  rng: Rng,
): PictureChange {
  const way = () => Math.floor(rng.uniform() * (2 * shift + 1)) - shift;
  const chance = () => rng.uniform() < 0.5;
  const either = (most: number) => (2 * rng.uniform() - 1) * most;
  const down = way(), right = way(), mirrors = chance(), turnsOver = chance();
  const turn = either(rotation), u = either(brightness);
  return {
    down,
    right,
    isMirrored: mirrors && (flip === "horizontal" || flip === "both"),
    isUpsideDown: turnsOver && (flip === "vertical" || flip === "both"),
    turn,
    gain: 1 + u,
  };
}
