import { z } from "zod";

const positive = z.int().positive();

/** Height and width. */
export const pairSpec = z.tuple([positive, positive]);

/** Height and width, or one number for both. */
export const sizeSpec = z.union([positive, pairSpec]);

/** A height and a width. */
export type Pair = z.infer<typeof pairSpec>;

/** A size for both axes. */
export function pairOf(size: number | Pair): Pair {
  return typeof size === "number" ? [size, size] : size;
}

/** Both axes, each from its index. */
export function eachAxis(make: (axis: 0 | 1) => number): Pair {
  return [make(0), make(1)];
}

/** A pair as people write it: `2 × 2`. */
export function formatPair([height, width]: Pair): string {
  return `${height} × ${width}`;
}
