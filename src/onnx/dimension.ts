/** A size; or the name of one that is known when the graph runs, such as "batch"; or null, unknown. */
export type Dimension = number | string | null;

/** The sizes of a value's axes, outermost first. */
export type Dimensions = readonly Dimension[];

/** Longer shapes are refused, so that a hostile file cannot make work without end. */
export const HIGHEST_RANK = 64;

/** The largest size of an axis, and of what counts values. */
const LARGEST_SIZE = 2 ** 31 - 1;

/** True for a whole number that an axis may have as its size: 0 … 2³¹ − 1. */
export function isSize(size: number): boolean {
  return Number.isInteger(size) && size >= 0 && size <= LARGEST_SIZE;
}

/** A shape as people write it: `[batch, 28, 28, 1]`, with `?` for what is unknown. */
export function formatDimensions(dimensions: Dimensions): string {
  return `[${dimensions.map((dimension) => dimension ?? "?").join(", ")}]`;
}

/** True unless both are known and differ; a name may turn out to be any number. */
export function mayEqual(a: Dimension, b: Dimension): boolean {
  return typeof a !== "number" || typeof b !== "number" || a === b;
}

/** The more definite of two sizes that may be equal: a number, else a name, else null. */
export function definite(a: Dimension, b: Dimension): Dimension {
  if (typeof a === "number") return a;
  if (typeof b === "number") return b;
  return a ?? b;
}

/**
 * The product of sizes: a number, or a canonical name such as "784*batch", or null.
 *
 * `product([]) = 1`.
 */
export function product(dimensions: Dimensions): Dimension {
  const factors = factor(dimensions);
  return factors === null ? null : join(factors);
}

/** The quotient of two products where it is certain: `quotient("784*batch", 784) = "batch"`. */
export function quotient(dividend: Dimension, divisor: Dimension): Dimension {
  const above = factor([dividend]);
  const below = factor([divisor]);
  if (above === null || below === null || below.count === 0) return null;
  const names = [...above.names];
  for (const name of below.names) {
    const at = names.indexOf(name);
    if (at < 0) return null;
    names.splice(at, 1);
  }
  const count = above.count / below.count;
  return Number.isInteger(count) ? join({ count, names }) : null;
}

/**
 * The shape of two values that broadcast against each other.
 *
 * Throws a RangeError where two sizes differ and neither is 1.
 */
export function broadcast(a: Dimensions, b: Dimensions): Dimensions {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const left = i < rank - a.length ? 1 : a[i - rank + a.length];
    const right = i < rank - b.length ? 1 : b[i - rank + b.length];
    if (left === 1) return right;
    if (right === 1) return left;
    if (!mayEqual(left, right)) {
      throw new RangeError(
        `shapes ${formatDimensions(a)} and ${formatDimensions(b)} do not broadcast`,
      );
    }
    return definite(left, right);
  });
}

interface Factors {
  readonly count: number;
  readonly names: readonly string[];
}

function factor(dimensions: Dimensions): Factors | null {
  let count = 1;
  const names: string[] = [];
  for (const dimension of dimensions) {
    if (dimension === null) return null;
    for (const part of typeof dimension === "number" ? [dimension] : dimension.split("*")) {
      if (typeof part === "string" && !/^\d+$/.test(part)) names.push(part);
      else count *= Number(part);
    }
  }
  return { count, names: names.sort() };
}

/** Longer products are unknown, so that a hostile graph cannot grow a name without end. */
const MOST_NAMES = 8;

function join({ count, names }: Factors): Dimension {
  if (count === 0 || names.length === 0) return count;
  if (names.length > MOST_NAMES) return null;
  return count === 1 ? names.join("*") : [count, ...names].join("*");
}
