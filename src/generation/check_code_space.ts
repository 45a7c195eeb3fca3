import type { NdArray } from "../core/nd_array.ts";
import { isClass } from "../core/one_hot.ts";
import { formatShape, type Shape, sizeOf } from "../core/shape.ts";

/** The tensors of a file that may be a code space, and what they are held against. */
interface Found {
  readonly tensors: Readonly<Record<string, NdArray>>;
  /** The shapes of a model's codes and inputs, where they are known. */
  readonly model: { readonly codeShape?: Shape; readonly inputShape?: Shape };
  /** The number of names of classes, where there are some. */
  readonly classes: number | undefined;
  refuse(why: string): never;
}

/** Tensors that are there together or not at all. */
const GROUPS: readonly (readonly string[])[] = [
  ["mean", "directions", "deviations", "total_variance"],
  ["mixture.weights", "mixture.means", "mixture.cholesky"],
];

/** Tensors of labels, and what they are labels of. */
const LABELS = { "points.labels": "points.codes", "examples.labels": "examples.inputs" } as const;

/** The distance from 1 that the weights of a mixture may sum to. */
const WEIGHT_TOLERANCE = 1e-3;

/** The whole numbers below it are all 32-bit floats. */
const EXACT = 2 ** 24;

/** Refuses tensors that are no code space. */
export function checkCodeSpace(found: Found): void {
  const { tensors, model: { codeShape, inputShape }, refuse } = found;
  for (const [name, { values }] of Object.entries(tensors)) {
    if (!values.every(Number.isFinite)) refuse(`"${name}" holds a value that is not finite`);
  }
  for (const group of GROUPS) {
    const there = group.find((name) => tensors[name]),
      missing = group.find((name) => !tensors[name]);
    if (there && missing) refuse(`it has "${there}" without "${missing}"`);
  }
  const { mean, "mixture.means": means, "points.codes": points } = tensors;
  const size = codeShape ? sizeOf(codeShape) : mean?.values.length ??
    (means ? sizeOf(means.shape.slice(1)) : 2);
  if (mean) checkSpread(found, size);
  if (means) checkMixture(found, size);
  if (points) {
    if (size !== 2) refuse(`it has points of codes of ${size} values, expected 2`);
    expectShape(found, "points.codes", [null, 2]);
  }
  if (tensors["examples.inputs"]) {
    const each = inputShape ?? tensors["examples.inputs"].shape.slice(1);
    expectShape(found, "examples.inputs", [
      null,
      ...each.length > 0 ? each.map((side) => side || null) : [null],
    ]);
  }
  checkLabels(found);
}

function checkSpread(found: Found, size: number): void {
  const { tensors, refuse } = found;
  expectShape(found, "mean", [size || null]);
  expectShape(found, "directions", [null, size]);
  const [count] = tensors.directions.shape;
  if (count > size) refuse(`it has ${count} directions of codes of ${size} values`);
  expectShape(found, "deviations", [count]);
  expectShape(found, "total_variance", []);
  for (const name of ["deviations", "total_variance"]) {
    if (tensors[name].values.some((value) => value < 0)) {
      refuse(`"${name}" holds a value below 0`);
    }
  }
}

function checkMixture(found: Found, size: number): void {
  const { tensors, model: { codeShape }, refuse } = found;
  expectShape(found, "mixture.weights", [null]);
  const { "mixture.weights": { shape: [count], values: weights }, "mixture.means": means } =
    tensors;
  const each = codeShape ?? means.shape.slice(1);
  expectShape(found, "mixture.means", [count, ...each.length > 0 ? each : [null]]);
  if (sizeOf(each) !== size) {
    refuse(`it has a mixture of codes of ${sizeOf(each)} values and a mean code of ${size}`);
  }
  const isFull = tensors["mixture.cholesky"].shape.length === 3;
  expectShape(found, "mixture.cholesky", isFull ? [count, size, size] : [count, size]);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (weights.some((weight) => weight < 0) || Math.abs(sum - 1) > WEIGHT_TOLERANCE) {
    refuse('its "mixture.weights" are not shares of 1');
  }
}

function checkLabels(found: Found): void {
  const { tensors, classes, refuse } = found;
  for (const [name, of] of Object.entries(LABELS)) {
    if (!tensors[name]) continue;
    if (!tensors[of]) refuse(`it has "${name}" without "${of}"`);
    expectShape(found, name, [tensors[of].shape[0]]);
    const wrong = tensors[name].values.find((label) =>
      !isClass(label, { classes: classes ?? EXACT })
    );
    if (wrong === undefined) continue;
    refuse(
      `"${name}" holds ${wrong}, expected ` +
        (classes === undefined ? "whole numbers from 0 up" : `classes from 0 to ${classes - 1}`),
    );
  }
}

/** Refuses a tensor of another shape; null stands for any size from 1 up. */
function expectShape(
  { tensors, refuse }: Found,
  name: string,
  expected: readonly (number | null)[],
): void {
  const { shape } = tensors[name];
  const fits = shape.length === expected.length &&
    shape.every((size, axis) => size >= 1 && (expected[axis] ?? size) === size);
  if (fits) return;
  const wanted = expected.map((size) => size ?? "some").join(", ");
  refuse(`"${name}" has shape ${formatShape(shape)}, expected [${wanted}]`);
}
