import { assertEquals } from "@std/assert";
import { barScale } from "../../../src/web/picture/bar_scale.ts";
import { shownRows } from "../../../src/web/picture/shown_rows.ts";

const form = { names: ["a", "b", "c", "d"], unit: 0.5 };
const scale = barScale(form, [1, 1, 1, 1]);
const values = Float32Array.of(1, 0.5, 0, 0.25);

Deno.test("the rows of an example are its values in the units of the data, with the lengths of their bars", () => {
  assertEquals(shownRows(form, scale, { values, most: 9 }), [
    { name: "a", value: 2, share: 1, isLargest: false },
    { name: "b", value: 1, share: 0.5, isLargest: false },
    { name: "c", value: 0, share: 0, isLargest: false },
    { name: "d", value: 0.5, share: 0.25, isLargest: false },
  ]);
  const first = shownRows(form, scale, { values, most: 2 });
  assertEquals(first.map(({ name }) => name), ["a", "b"]);
});

Deno.test("beside a reconstruction the largest errors are listed, in the order of their values, and one is marked", () => {
  const reconstruction = Float32Array.of(1, 0.25, 0.75, 0.375);
  const rows = shownRows(form, scale, { values, reconstruction, most: 2 });
  assertEquals(rows, [
    {
      name: "b",
      value: 1,
      share: 0.5,
      reconstruction: { value: 0.5, share: 0.25 },
      isLargest: false,
    },
    {
      name: "c",
      value: 0,
      share: 0,
      reconstruction: { value: 1.5, share: 0.75 },
      isLargest: true,
    },
  ]);
  const exact = shownRows(form, scale, { values, reconstruction: values, most: 4 });
  assertEquals(exact.filter(({ isLargest }) => isLargest), []);
});
