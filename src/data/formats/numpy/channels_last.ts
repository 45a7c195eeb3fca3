import { permuteAxes } from "../../../core/permute_axes.ts";
import type { ArrayOptions } from "../reading_options.ts";
import type { NpyArray } from "../../../core/npy/npy.ts";

/** The numbers of channels of grey images, of colours, and of colours with opacity. */
const CHANNELS: readonly number[] = [1, 3, 4];
/** Images smaller than this do not tell their layout. */
const SMALLEST_SIDE = 5;

/**
 * An array of images [N, H, W, K] from one in either layout, and a sentence on what was guessed;
 * `name` is how the sentence calls the array.
 *
 * Unless the layout is given, an array [N, K, H, W] is known by 1, 3 or 4 channels before sides of at
 * least five pixels, the last of which is no number of channels. An array of other than four axes
 * stays as it is.
 */
export function channelsLast(
  array: NpyArray,
  { layout }: ArrayOptions,
  name: string,
): { array: NpyArray; remark?: string } {
  const [, first, middle, last] = array.shape;
  if (array.shape.length !== 4) return { array };
  if (layout !== undefined) return { array: layout === "channels-first" ? turn(array) : array };
  const says = `${name} of shape ${array.shape.join(" × ")}`;
  const mayBeFirst = CHANNELS.includes(first), mayBeLast = CHANNELS.includes(last);
  if (mayBeFirst && !mayBeLast && middle >= SMALLEST_SIDE && last >= SMALLEST_SIDE) {
    return {
      array: turn(array),
      remark: `${says} holds its channels first: read as ${middle} × ${last} × ${first}; ` +
        "--layout channels-last reads it as it is",
    };
  }
  if (mayBeLast && !mayBeFirst) return { array };
  return {
    array,
    remark: `${says} is read as it is, as images of ${last} channel${last === 1 ? "" : "s"}; ` +
      `--layout channels-first reads it as ${middle} × ${last} × ${first}`,
  };
}

/** [N, K, H, W] as [N, H, W, K]. */
function turn({ shape, values }: NpyArray): NpyArray {
  return permuteAxes({ shape, values }, [0, 2, 3, 1]);
}
