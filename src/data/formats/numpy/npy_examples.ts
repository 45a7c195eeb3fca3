import { formatShape, type Shape } from "../../../core/shape.ts";
import type { DenseExamples } from "../../examples/data_set.ts";
import { floatExamples } from "../../examples/float_examples.ts";
import type { ArrayOptions } from "../reading_options.ts";
import { channelsLast } from "./channels_last.ts";
import type { NpyArray } from "../../../core/npy/npy.ts";

/** An array, and how errors and remarks call it. */
export interface NamedArray {
  readonly array: NpyArray;
  readonly name: string;
}

const COLOURS_AND_OPACITY = 4;
/** The largest byte. */
const WHITE = 255;
/** Floats up to this are fractions of white, allowing for what a reconstruction overshoots. */
const LARGEST_FRACTION = 1.5;

/**
 * Arrays of one data set, such as those for training and test, as examples along their first axes:
 * [N, D] as vectors, [N, H, W] and [N, H, W, K] as images; with sentences on all that was guessed.
 *
 * Unsigned bytes are pixels and stand for value / 255. So do other integers of images, where they go
 * from 0 past 1 and not past 255. Any other number stands for itself. Channels that come first are
 * moved, as `channelsLast` says. Throws a RangeError for another number of axes, and as
 * `floatExamples` does.
 */
export function npyExamples(
  arrays: readonly NamedArray[],
  options: ArrayOptions = {},
): { examples: DenseExamples[]; remarks: string[] } {
  const remarks: string[] = [];
  const turned = arrays.map(({ array, name }, i): NamedArray => {
    checkAxes(array.shape, name);
    const { array: images, remark } = channelsLast(array, options, name);
    // The same is true of all arrays of a set: it is said once.
    if (remark !== undefined && i === 0) remarks.push(remark);
    return { array: images, name };
  });
  const hidden = turned.filter(({ array: { shape, values } }) =>
    shape.length > 2 && values instanceof Int32Array
  );
  const arePixels = holdPixels(hidden);
  const examples = turned.map(({ array: { shape, values }, name }) => {
    const [count, ...axes] = shape;
    const example = axes.length === 2 ? [...axes, 1] : axes;
    const pixels = arePixels && axes.length > 1 && values instanceof Int32Array
      ? Uint8Array.from(values)
      : values;
    if (pixels instanceof Uint8Array) {
      if (pixels.length === 0) {
        throw new RangeError(
          `Cannot use ${name} of shape ${
            formatShape(shape)
          }: it holds no values, expected at least one example`,
        );
      }
      return { shape: example, count, values: pixels };
    }
    const floats = pixels instanceof Float32Array ? pixels : Float32Array.from(pixels);
    return floatExamples(floats, { shape: example, name });
  });
  const [first] = turned;
  if (first !== undefined && first.array.shape[3] === COLOURS_AND_OPACITY) {
    remarks.push(
      `${first.name} holds images of 4 channels, all of which are read; leave the fourth out where ` +
        "it is opacity",
    );
  }
  for (const array of turned) {
    const remark = scaleRemark(array, arePixels);
    if (remark !== undefined) remarks.push(remark);
  }
  return { examples, remarks };
}

function checkAxes(shape: Shape, name: string): void {
  if (shape.length >= 2 && shape.length <= 4) return;
  throw new RangeError(
    `Cannot use ${name} of shape ${
      formatShape(shape)
    } as examples: expected [N, D], [N, H, W] or [N, H, W, K]`,
  );
}

/** True where integers of images go from 0 past 1 and not past 255. */
function holdPixels(arrays: readonly NamedArray[]): boolean {
  const ranges = arrays.map(({ array: { values } }) => range(values));
  return ranges.every(([least, largest]) => least >= 0 && largest <= WHITE) &&
    ranges.some(([, largest]) => largest > 1);
}

/** A sentence where the scale of the values is one of two that people may have meant. */
function scaleRemark(
  { array: { shape, values }, name }: NamedArray,
  arePixels: boolean,
): string | undefined {
  const isImage = shape.length > 2;
  const [least, largest] = range(values);
  if (values instanceof Uint8Array) {
    if (!isImage) {
      return `${name} holds bytes, which are read as value / 255; save it with dtype=float32 for ` +
        "values that stand for themselves";
    }
    if (largest !== 1) return undefined;
    return `${name} holds bytes of 0 and 1, which are read as value / 255; save it with ` +
      "dtype=float32 for 0 and 1 themselves";
  }
  if (!isImage) return undefined;
  if (values instanceof Int32Array && arePixels) {
    return `${name} holds whole numbers of 0 to ${largest}, which are read as pixels, value / 255; ` +
      "save it with dtype=float32 for values that stand for themselves";
  }
  if (least < 0 || largest <= LARGEST_FRACTION) return undefined;
  const says = `${name} holds numbers of up to ${
    Number(largest.toPrecision(6))
  }, which stand for themselves; `;
  if (largest <= WHITE) return `${says}save pixels of 0 to 255 with dtype=uint8`;
  return values instanceof Int32Array
    ? `${says}divide by the largest and save it with dtype=float32 for values of 0 to 1`
    : undefined;
}

function range(values: ArrayLike<number>): [least: number, largest: number] {
  let least = Infinity, largest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < least) least = values[i];
    if (values[i] > largest) largest = values[i];
  }
  return [least, largest];
}
