import { assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import {
  addAttribute,
  analogy,
  attributeVector,
  interpolate,
  meanCode,
} from "../../src/generation/mod.ts";
import { assertNear, codes } from "./codes.ts";

Deno.test("a linear path goes from one code to the other at even steps, pair by pair", () => {
  const a = codes([2, 1, 2], [0, 4, 1, 1]), b = codes([2, 1, 2], [4, 0, 1, -1]);
  const path = interpolate(a, b, { steps: 5 });
  assertEquals(path.shape, [10, 1, 2]);
  assertEquals([...path.values.subarray(0, 10)], [0, 4, 1, 3, 2, 2, 3, 1, 4, 0]);
  assertEquals([...path.values.subarray(10)], [1, 1, 1, 0.5, 1, 0, 1, -0.5, 1, -1]);
});

Deno.test("the middle of a linear path is the mean of both codes", () => {
  const rng = createRng(1);
  const draw = () => codes([1, 30], Array.from({ length: 30 }, () => rng.normal()));
  const a = draw(), b = draw();
  const { values } = interpolate(a, b, { steps: 9 });
  const both = codes([2, 30], [...a.values, ...b.values]);
  assertEquals(values.subarray(4 * 30, 5 * 30), meanCode(both).values);
  assertEquals(meanCode(both).shape, [1, 30]);
  assertEquals(values.subarray(0, 30), a.values);
  assertEquals(values.subarray(8 * 30), b.values);
});

Deno.test("a spherical path between codes of one length keeps it, at even angles", () => {
  const path = interpolate(codes([1, 3], [2, 0, 0]), codes([1, 3], [0, 2, 0]), {
    steps: 4,
    path: "spherical",
  });
  const expected = [0, 30, 60, 90].flatMap((degrees) => {
    const angle = degrees * Math.PI / 180;
    return [2 * Math.cos(angle), 2 * Math.sin(angle), 0];
  });
  assertNear(path.values, expected);
});

Deno.test("codes on one line through the origin, and codes of 0, are joined by a straight line", () => {
  for (const [from, to] of [[[1, 2], [3, 6]], [[1, 2], [-1, -2]], [[0, 0], [1, 1]]]) {
    const a = codes([1, 2], from), b = codes([1, 2], to);
    assertNear(
      interpolate(a, b, { steps: 3, path: "spherical" }).values,
      interpolate(a, b, { steps: 3 }).values,
    );
  }
});

Deno.test("an analogy adds to one code what two others differ by", () => {
  const found = analogy({
    from: codes([2, 2], [1, 2, 0, 0]),
    to: codes([2, 2], [3, 1, 1, 1]),
    start: codes([2, 2], [10, 10, -1, 5]),
  });
  assertEquals([found.shape, [...found.values]], [[2, 2], [12, 9, 0, 6]]);
});

Deno.test("an attribute is the difference of two mean codes, and is added in every amount", () => {
  const seen = codes([5, 2], [0, 0, 2, 4, 10, 1, 12, 1, 99, 99]);
  const vector = attributeVector(seen, [7, 7, 3, 3, 0], { from: 7, to: 3 });
  assertEquals([vector.shape, [...vector.values]], [[1, 2], [10, -1]]);
  const changed = addAttribute(codes([2, 2], [0, 0, 5, 5]), vector, { amounts: [0, 0.5, 1] });
  assertEquals(changed.shape, [6, 2]);
  assertEquals([...changed.values], [0, 0, 5, -0.5, 10, -1, 5, 5, 10, 4.5, 15, 4]);
});

Deno.test("codes that do not fit each other are refused in one sentence", () => {
  const two = codes([1, 2], [1, 2]), three = codes([1, 3], [1, 2, 3]);
  const wrongs: readonly (readonly [() => unknown, string])[] = [
    [
      () => interpolate(two, three, { steps: 3 }),
      "Cannot interpolate between codes of shapes [1, 2] and [1, 3]: expected one shape",
    ],
    [
      () => interpolate(two, two, { steps: 1 }),
      "Cannot interpolate in 1 steps: expected a whole number from 2 up, both ends counted",
    ],
    [
      () => interpolate({ ...two, shape: [2] }, two, { steps: 3 }),
      "Cannot interpolate codes of shape [2]: expected [B, …codeShape]",
    ],
    [
      () => interpolate({ ...two, shape: [2, 2] }, two, { steps: 3 }),
      "Cannot interpolate codes of 2 values: shape [2, 2] holds 4",
    ],
    [() => meanCode(codes([0, 2], [])), "Cannot average no codes: expected one or more"],
    [
      () => analogy({ from: two, to: three, start: two }),
      "Cannot make an analogy of codes of shapes [1, 2], [1, 3], [1, 2]: expected one shape",
    ],
    [
      () => attributeVector(two, [4], { from: 4, to: 9 }),
      "Cannot find what class 9 has in common: no code is of it",
    ],
    [
      () => attributeVector(two, [4, 4], { from: 4, to: 9 }),
      "Cannot compare the classes of 1 codes by 2 labels: expected one each",
    ],
    [
      () => addAttribute(two, three, { amounts: [1] }),
      "Cannot add as an attribute codes of shape [1, 3]: expected [B, 2]",
    ],
    [
      () => addAttribute(two, codes([2, 2], [1, 2, 3, 4]), { amounts: [1] }),
      "Cannot add 2 attributes at once: expected one",
    ],
  ];
  for (const [call, sentence] of wrongs) {
    assertEquals(assertThrows(call, RangeError).message, sentence);
  }
});
