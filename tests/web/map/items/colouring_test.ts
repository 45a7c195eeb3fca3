import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { SERIES_COLOURS } from "../../../../src/plots/palette.ts";
import { classStyle, colouringOf, MOST_CLASSES } from "../../../../src/web/map/items/colouring.ts";
import {
  numberScale,
  stepColour,
  stepOf,
  STEPS,
} from "../../../../src/web/map/items/number_scale.ts";
import { cssColour } from "../../../../src/web/map/points/sprite.ts";

const classes = (classNames: readonly string[], of: readonly number[]) =>
  colouringOf(
    { name: "label", kind: "classes", classNames, classes: Int32Array.from(of) },
    of.length,
  );

Deno.test("the first ten classes have the ten colours of charts, as discs", () => {
  const hex = Array.from({ length: 10 }, (_, rank) => {
    const { colour, shape } = classStyle(rank);
    assertEquals(shape, "disc");
    return `#${colour.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
  });
  assertEquals(hex, [...SERIES_COLOURS]);
  assertEquals(cssColour(classStyle(0).colour), "rgb(63 144 218)");
});

Deno.test("forty classes look different, and then all begin again", () => {
  const looks = Array.from({ length: 41 }, (_, rank) => JSON.stringify(classStyle(rank)));
  assertEquals(new Set(looks).size, 40);
  assertEquals(looks[40], looks[0]);
});

Deno.test("each class has its style and its count; items without one are grey", () => {
  const { styleOf, styles, entries, remark } = classes(["a", "b", "never"], [1, 0, 1, -1]);
  assertEquals([...styleOf], [1, 0, 1, 4]);
  assertEquals(entries, [
    { name: "a", style: 0, count: 1 },
    { name: "b", style: 1, count: 2 },
    { name: "no value", style: 4, count: 1 },
  ]);
  assertEquals([styles[1], remark], [classStyle(1), undefined]);
  assertNotEquals(styles[4], classStyle(4));
});

Deno.test("a legend says how colours are shared", () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);
  assertEquals(classes(names(10), [9]).remark, undefined);
  assertMatch(classes(names(11), [9]).remark!, /^10 colours are shared by 11 classes: .*shape/);
  assertMatch(classes(names(41), [9]).remark!, /after 40 all begin again/);
});

Deno.test("of very many classes the largest have a look of their own, the others one for all", () => {
  const names = Array.from({ length: 300 }, (_, i) => `${i}`);
  // The class 299 has 300 items, the class 0 one.
  const of = names.flatMap((_, each) => new Array<number>(each + 1).fill(each));
  const { entries, remark, styleOf } = classes(names, of);
  assertEquals(entries.length, MOST_CLASSES + 1);
  assertEquals(entries[0].name, "200");
  assertEquals(entries[MOST_CLASSES], { name: "all others", style: 100, count: 200 * 201 / 2 });
  assertEquals([styleOf[0], styleOf.at(-1)], [100, 99]);
  assertMatch(remark!, /Of 300 classes the 100 largest/);
});

Deno.test("numbers have colours from low to high, which grow lighter; what is none is grey", () => {
  const values = Float32Array.of(0, 5, 10, NaN, Infinity);
  const { styleOf, styles, entries, scale } = colouringOf(
    { name: "n", kind: "numbers", values },
    5,
  );
  assertEquals([...styleOf], [0, 32, 63, 64, 64]);
  assertEquals(entries, [{ name: "no value", style: 64, count: 2 }]);
  assertEquals(scale, { low: 0, high: 10, isCut: false });
  // Relative luminance, Rec. 709.
  const light = styles.slice(0, STEPS).map(({ colour: [r, g, b] }) =>
    0.2126 * r + 0.7152 * g + 0.0722 * b
  );
  assert(light.every((each, i) => i === 0 || each > light[i - 1]));
  assertEquals([stepColour(0), stepColour(STEPS - 1)], [[62, 74, 137], [180, 222, 44]]);
});

Deno.test("stray numbers do not take the scale", () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => i);
  values[999] = 1e9;
  const scale = numberScale(values)!;
  assertEquals(scale, { low: 9, high: 990, isCut: true });
  assertEquals([stepOf(-5, scale), stepOf(1e9, scale)], [0, STEPS - 1]);
  assertEquals(numberScale(Float32Array.of(NaN)), undefined);
  assertEquals(stepOf(3, { low: 3, high: 3, isCut: false }), 32);
});

Deno.test("without a column all items look alike", () => {
  const { styleOf, styles, entries } = colouringOf(undefined, 3);
  assertEquals([[...styleOf], styles.length, entries.length], [[0, 0, 0], 1, 0]);
});
