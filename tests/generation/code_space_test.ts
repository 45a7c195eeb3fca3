import { assertEquals, assertThrows } from "@std/assert";
import { type NdArray, ndArray, zeros } from "../../src/core/nd_array.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/core/safetensors.ts";
import {
  type CodeSpace,
  decodeCodeSpace,
  encodeCodeSpace,
  type MixtureParameters,
  unitNormal,
} from "../../src/generation/mod.ts";
import { codes } from "./codes.ts";

/** Values that 32 bits hold. */
const mixture: MixtureParameters = {
  codeShape: [2],
  covariance: "full",
  weights: Float64Array.of(0.25, 0.75),
  means: Float64Array.of(-3, 1, 2, 0),
  cholesky: Float64Array.of(1, 0, 0.5, 0.5, 2, 0, -0.5, 1.25),
};
const space = {
  spread: {
    mean: Float32Array.of(1, -2),
    directions: codes([2, 2], [0, 1, 1, 0]),
    deviations: Float32Array.of(3, 0),
    totalVariance: 9.5,
  },
  mixture,
  points: { codes: codes([3, 2], [1, 2, 3, 4, 5, 6]), labels: Int32Array.of(0, 2, 1) },
  classNames: ["ein", "zwei", "…"],
  examples: { inputs: codes([2, 1, 3], [0, 1, 2, 3, 4, 5]), labels: Int32Array.of(2, 0) },
} satisfies CodeSpace;
const name = "code_space.safetensors";
const there = (of: CodeSpace) => decodeCodeSpace(encodeCodeSpace(of), name);

Deno.test("a code space is read as it was written", () => {
  assertEquals(there(space), space);
  const model = { codeShape: [2], inputShape: [1, 3] };
  assertEquals(decodeCodeSpace(encodeCodeSpace(space), name, model), space);
});

Deno.test("every part of a code space may be absent, and labels and names of the others", () => {
  assertEquals(there({}), {});
  const { spread, points, classNames, examples } = space;
  const parts: CodeSpace[] = [
    { spread },
    { mixture },
    { classNames },
    { points: { codes: points.codes } },
    { examples },
    { examples: { inputs: zeros([1, 28, 28, 1]) } },
  ];
  for (const part of parts) assertEquals(there(part), part);
});

Deno.test("a mixture keeps the shape of its codes and the form of its covariances", () => {
  const diagonal = unitNormal([2, 1, 3]);
  assertEquals(there({ mixture: diagonal }).mixture, diagonal);
});

Deno.test("tensors that a reader does not know are left out", () => {
  const { tensors, metadata } = decodeSafetensors(encodeCodeSpace(space), name);
  const more = { ...tensors, other: codes([1], [7]) };
  const bytes = encodeSafetensors({ tensors: more, metadata: { ...metadata, other: "x" } });
  assertEquals(decodeCodeSpace(bytes, name), space);
});

/** The replacements of tensors and class names of a whole space; undefined takes one away. */
type Change = Record<string, NdArray | string | undefined>;
const faults: Record<string, [Change, string]> = {
  "a value that is not finite": [
    { mean: codes([2], [0, NaN]) },
    '"mean" holds a value that is not finite',
  ],
  "an unknown value that is not finite": [
    { other: codes([1], [Infinity]) },
    '"other" holds a value that is not finite',
  ],
  "a spread without its deviations": [
    { deviations: undefined },
    'it has "mean" without "deviations"',
  ],
  "a spread without its mean": [{ mean: undefined }, 'it has "directions" without "mean"'],
  "a mixture without means": [
    { "mixture.means": undefined },
    'it has "mixture.weights" without "mixture.means"',
  ],
  "a mean of rows": [{ mean: zeros([1, 2]) }, '"mean" has shape [1, 2], expected [2]'],
  "an empty mean": [{ mean: zeros([0]) }, '"mean" has shape [0], expected [some]'],
  "directions of other codes": [
    { directions: zeros([2, 3]) },
    '"directions" has shape [2, 3], expected [some, 2]',
  ],
  "no directions": [
    { directions: zeros([0, 2]) },
    '"directions" has shape [0, 2], expected [some, 2]',
  ],
  "more directions than values": [
    { directions: zeros([3, 2]), deviations: zeros([3]) },
    "it has 3 directions of codes of 2 values",
  ],
  "other deviations than directions": [
    { deviations: zeros([1]) },
    '"deviations" has shape [1], expected [2]',
  ],
  "a deviation below 0": [
    { deviations: codes([2], [1, -1]) },
    '"deviations" holds a value below 0',
  ],
  "two total variances": [
    { total_variance: zeros([2]) },
    '"total_variance" has shape [2], expected []',
  ],
  "a total variance below 0": [
    { total_variance: codes([], [-1]) },
    '"total_variance" holds a value below 0',
  ],
  "weights in rows": [
    { "mixture.weights": zeros([1, 2]) },
    '"mixture.weights" has shape [1, 2], expected [some]',
  ],
  "weights that are not shares": [
    { "mixture.weights": codes([2], [0.5, 0.25]) },
    'its "mixture.weights" are not shares of 1',
  ],
  "a weight below 0": [
    { "mixture.weights": codes([2], [1.5, -0.5]) },
    'its "mixture.weights" are not shares of 1',
  ],
  "more means than weights": [
    { "mixture.means": zeros([3, 2]) },
    '"mixture.means" has shape [3, 2], expected [2, 2]',
  ],
  "a mixture of numbers": [
    { "mixture.means": zeros([2]) },
    '"mixture.means" has shape [2], expected [2, some]',
  ],
  "a mixture of other codes": [
    { "mixture.means": zeros([2, 3]) },
    "it has a mixture of codes of 3 values and a mean code of 2",
  ],
  "covariances of other codes": [
    { "mixture.cholesky": zeros([2, 2, 3]) },
    '"mixture.cholesky" has shape [2, 2, 3], expected [2, 2, 2]',
  ],
  "deviations of other components": [
    { "mixture.cholesky": zeros([1, 2]) },
    '"mixture.cholesky" has shape [1, 2], expected [2, 2]',
  ],
  "points of three values": [
    { "points.codes": zeros([3, 3]) },
    '"points.codes" has shape [3, 3], expected [some, 2]',
  ],
  "labels of other points": [
    { "points.labels": zeros([2]) },
    '"points.labels" has shape [2], expected [3]',
  ],
  "labels of no points": [
    { "points.codes": undefined },
    'it has "points.labels" without "points.codes"',
  ],
  "a label that is not whole": [
    { "points.labels": codes([3], [0, 0.5, 1]) },
    '"points.labels" holds 0.5, expected classes from 0 to 2',
  ],
  "a label below 0": [
    { "examples.labels": codes([2], [0, -1]) },
    '"examples.labels" holds -1, expected classes from 0 to 2',
  ],
  "a label without a name": [
    { "examples.labels": codes([2], [0, 3]) },
    '"examples.labels" holds 3, expected classes from 0 to 2',
  ],
  "a label past all whole numbers": [
    { "examples.labels": codes([2], [0, 2 ** 24]), names: undefined },
    '"examples.labels" holds 16777216, expected whole numbers from 0 up',
  ],
  "examples that are numbers": [
    { "examples.inputs": zeros([2]) },
    '"examples.inputs" has shape [2], expected [some, some]',
  ],
  "examples of nothing": [
    { "examples.inputs": zeros([2, 0]) },
    '"examples.inputs" has shape [2, 0], expected [some, some]',
  ],
  "names that are no JSON": [{ names: "[" }, "its class_names are not a JSON list of texts"],
  "names that are numbers": [{ names: "[1]" }, "its class_names are not a JSON list of texts"],
};

/** The bytes of a whole code space with something changed. */
function changed(change: Change): Uint8Array {
  const { tensors, metadata } = decodeSafetensors(encodeCodeSpace(space), name);
  const all: Change = { ...tensors, names: metadata.class_names, ...change };
  const kept: Record<string, NdArray> = {}, texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(all)) {
    if (typeof value === "string") texts.class_names = value;
    else if (value) kept[key] = value;
  }
  return encodeSafetensors({ tensors: kept, metadata: texts });
}

for (const [what, [change, message]] of Object.entries(faults)) {
  Deno.test(`a code space with ${what} is refused in one sentence`, () => {
    assertThrows(
      () => decodeCodeSpace(changed(change), name),
      SyntaxError,
      `Cannot read ${name} as a code space: ${message}`,
    );
  });
}

Deno.test("a code space of another model is refused", () => {
  const bytes = encodeCodeSpace(space);
  const models: [{ codeShape?: number[]; inputShape?: number[] }, string][] = [
    [{ codeShape: [3] }, '"mean" has shape [2], expected [3]'],
    [{ codeShape: [2, 1] }, '"mixture.means" has shape [2, 2], expected [2, 2, 1]'],
    [{ inputShape: [3] }, '"examples.inputs" has shape [2, 1, 3], expected [some, 3]'],
  ];
  for (const [model, message] of models) {
    assertThrows(() => decodeCodeSpace(bytes, name, model), SyntaxError, message);
  }
  const points = encodeCodeSpace({ points: { codes: ndArray([1, 2], new Float32Array(2)) } });
  assertThrows(
    () => decodeCodeSpace(points, name, { codeShape: [3] }),
    SyntaxError,
    "it has points of codes of 3 values, expected 2",
  );
});

Deno.test("a file that is no safetensors is refused by its name", () => {
  assertThrows(
    () => decodeCodeSpace(Uint8Array.of(1, 2, 3), name),
    SyntaxError,
    `Cannot read ${name} as safetensors`,
  );
});
