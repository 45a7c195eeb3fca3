import {
  type Dimension,
  type Dimensions,
  formatDimensions,
  mayEqual,
  product,
  quotient,
} from "../dimension.ts";

/**
 * The shape that Reshape gives: 0 copies the input's axis, −1 takes what is left.
 *
 * `length` is how many sizes the target has when its values are not known. Throws a RangeError
 * where the counts of values differ.
 */
export function reshape(
  x: Dimensions,
  target: readonly number[] | undefined,
  { length, allowZero }: { length: Dimension; allowZero: boolean },
): Dimensions | undefined {
  if (target === undefined) {
    return typeof length === "number" && length <= 16
      ? Array.from({ length }, () => null)
      : undefined;
  }
  const refuse = (why: string) => new RangeError(`cannot reshape ${formatDimensions(x)}: ${why}`);
  if (target.filter((size) => size === -1).length > 1) {
    throw refuse(`[${target}] has more than one -1`);
  }
  const sizes = target.map((size, i): Dimension => {
    if (size < -1) throw refuse(`[${target}] has the size ${size}`);
    if (size !== 0 || allowZero) return size;
    if (i >= x.length) throw refuse(`[${target}] copies axis ${i}, which it does not have`);
    return x[i];
  });
  const known = product(sizes.filter((size) => size !== -1));
  const whole = product(x);
  if (!sizes.includes(-1)) {
    if (!mayEqual(known, whole)) throw refuse(`[${target}] holds ${known} values, not ${whole}`);
    return sizes;
  }
  const rest = quotient(whole, known);
  if (rest === null && typeof whole === "number" && typeof known === "number") {
    throw refuse(`${whole} values are not a multiple of the ${known} of [${target}]`);
  }
  return sizes.map((size) => size === -1 ? rest : size);
}
