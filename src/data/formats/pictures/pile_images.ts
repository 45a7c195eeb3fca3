import { sameShape, type Shape, sizeOf } from "../../../core/shape.ts";
import type { DenseExamples } from "../../examples/data_set.ts";
import type { Image } from "./image.ts";

/** Examples that grow by an image at a time, so that no image need be kept beside them. */
export interface ImagePile {
  /** Takes an image in; false, and it stays out, where its shape is not that of those before it. */
  readonly add: (image: Image) => boolean;
  /** The shape of all images; undefined where there is none yet. */
  readonly shape: () => Shape | undefined;
  /** The number of images of 16 bits. */
  readonly deepCount: () => number;
  readonly examples: () => DenseExamples;
}

/**
 * An empty pile for so many images at most. Its values are bytes until one has 16 bits; from then on
 * all are floats in [0, 1].
 *
 * `examples` throws a RangeError where there are none, and `add` where memory ends; `name` is how they
 * call the folder.
 */
export function pileImages(most: number, name: string): ImagePile {
  let shape: Shape | undefined;
  let values: DenseExamples["values"] = new Uint8Array();
  let count = 0, deep = 0;
  const grow = (size: number) => {
    const capacity = Math.min(most, Math.max(count + 1, 2 * count)) * size;
    if (values.length >= (count + 1) * size) return;
    try {
      const larger = values instanceof Uint8Array
        ? new Uint8Array(capacity)
        : new Float32Array(capacity);
      larger.set(values);
      values = larger;
    } catch {
      throw new RangeError(
        `Cannot hold the ${most} pictures of ${name} in memory: each has ${size} values, ` +
          "--set data.image.size=64 makes them smaller",
      );
    }
  };
  return {
    add: (image) => {
      if (shape !== undefined && !sameShape(shape, image.shape)) return false;
      shape = image.shape;
      const size = sizeOf(shape), isDeep = image.values instanceof Uint16Array;
      if (isDeep && values instanceof Uint8Array) values = Float32Array.from(values, byteShare);
      grow(size);
      if (values instanceof Uint8Array) values.set(image.values, count * size);
      else {
        const full = isDeep ? 65535 : 255;
        values.set(Float32Array.from(image.values, (value) => value / full), count * size);
      }
      count++;
      if (isDeep) deep++;
      return true;
    },
    shape: () => shape,
    deepCount: () => deep,
    examples: () => {
      if (shape === undefined) {
        throw new RangeError(`Cannot use ${name}: it holds no pictures, expected at least one`);
      }
      const size = count * sizeOf(shape);
      return { shape, count, values: values.length === size ? values : values.slice(0, size) };
    },
  };
}

function byteShare(byte: number): number {
  return byte / 255;
}
