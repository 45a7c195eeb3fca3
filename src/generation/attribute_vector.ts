import { type NdArray, ndArray, zeros } from "../core/nd_array.ts";
import { checkCodes } from "./check_codes.ts";
import { meanCode } from "./mean_code.ts";

/** Two classes, as labels number them. */
export interface ClassPair {
  /** The class without the attribute. */
  readonly from: number;
  /** The class that has it. */
  readonly to: number;
}

/**
 * The attribute that codes of class `to` have and those of class `from` have not: the difference of
 * their means, [B, …code] and B labels to [1, …code].
 *
 * Larsen, Sønderby, Larochelle and Winther, "Autoencoding beyond pixels using a learned similarity
 * metric", 2016. Throws a RangeError for labels of another count, and for a class without codes.
 *
 * @example
 * ```ts
 * import { attributeVector } from "isthmus/generation";
 *
 * const codes = { shape: [3, 2], values: Float32Array.of(0, 0, 2, 0, 5, 7) };
 * const { values } = attributeVector(codes, [0, 0, 1], { from: 0, to: 1 });
 * assertEquals(values, Float32Array.of(4, 7)); // (5, 7) − the mean of (0, 0) and (2, 0)
 * ```
 */
export function attributeVector(
  codes: NdArray,
  labels: ArrayLike<number>,
  { from, to }: ClassPair,
): NdArray {
  const { count } = checkCodes(codes, { to: "compare" });
  if (labels.length !== count) {
    throw new RangeError(
      `Cannot compare the classes of ${count} codes by ${labels.length} labels: expected one each`,
    );
  }
  const [source, target] = [from, to].map((label) => meanCode(ofClass(codes, { labels, label })));
  return ndArray(source.shape, target.values.map((value, i) => value - source.values[i]));
}

/** The codes of one class; throws a RangeError for none. */
function ofClass(
  codes: NdArray,
  { labels, label }: { labels: ArrayLike<number>; label: number },
): NdArray {
  const { codeShape, size } = checkCodes(codes, { to: "compare" });
  const rows = Array.from({ length: labels.length }, (_, i) => i).filter((i) =>
    labels[i] === label
  );
  if (rows.length === 0) {
    throw new RangeError(`Cannot find what class ${label} has in common: no code is of it`);
  }
  const chosen = zeros([rows.length, ...codeShape]);
  rows.forEach((row, i) => {
    chosen.values.set(codes.values.subarray(row * size, (row + 1) * size), i * size);
  });
  return chosen;
}

/**
 * Adds an attribute to codes in each of several amounts: code + amount · vector, [B, …code] and
 * [1, …code] to [B · amounts, …code], the amounts of a code one after the other.
 *
 * Throws a RangeError for a vector of another shape.
 *
 * @example
 * ```ts
 * import { addAttribute } from "isthmus/generation";
 *
 * const codes = { shape: [1, 2], values: Float32Array.of(1, 1) };
 * const smile = { shape: [1, 2], values: Float32Array.of(0, 2) };
 * const { values } = addAttribute(codes, smile, { amounts: [0, 0.5, 1] });
 * assertEquals(values, Float32Array.of(1, 1, 1, 2, 1, 3));
 * ```
 */
export function addAttribute(
  codes: NdArray,
  vector: NdArray,
  { amounts }: { amounts: readonly number[] },
): NdArray {
  const { count, codeShape, size } = checkCodes(codes, { to: "add an attribute to" });
  const added = checkCodes(vector, { to: "add as an attribute", codeShape });
  if (added.count !== 1) {
    throw new RangeError(`Cannot add ${added.count} attributes at once: expected one`);
  }
  const changed = zeros([count * amounts.length, ...codeShape]);
  for (let row = 0; row < count; row++) {
    amounts.forEach((amount, step) => {
      const start = (row * amounts.length + step) * size;
      for (let i = 0; i < size; i++) {
        changed.values[start + i] = codes.values[row * size + i] + amount * vector.values[i];
      }
    });
  }
  return changed;
}
