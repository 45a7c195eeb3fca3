/** The columns of a table as a map tells and colours them. */
import { assertEquals } from "@std/assert";
import { mapColumns } from "../../../src/workflows/maps/map_columns.ts";

const bytesScale = 1 / 255;

Deno.test("columns are told in the units of the data: words, truths, days, marks and numbers", () => {
  // Each value was brought to a mean of 0.5 and a deviation of 2.
  const raw = [
    [170, 1, 0, 0, 1, 12, 0],
    [180, 0, 0, 1, 0, 40, 1],
    [190, 0, 0, 0, 0, 3, 0],
  ];
  const scaling = {
    scale: "standard",
    offset: Array(7).fill(0.5),
    factor: Array(7).fill(2),
  } as const;
  const values = Float32Array.from(raw.flat(), (value) => (value - 0.5) / 2);
  const { columns, remark } = mapColumns({ shape: [7], count: 3, values }, {
    ...{ bytesScale, scaling },
    columns: [
      "height",
      "town=Bern",
      "town=Genf",
      "town=Lugano",
      "member",
      "joined",
      "height is missing",
    ],
    encodings: [
      { name: "town", kind: "words", words: ["Bern", "Genf", "Lugano"] },
      { name: "member", kind: "truth" },
      { name: "joined", kind: "date", since: "2026-01-01" },
      { name: "height", kind: "missing" },
    ],
  });
  assertEquals(remark, undefined);
  assertEquals(columns, {
    height: Float32Array.of(170, 180, 190),
    town: ["Bern", "Lugano", ""],
    member: ["yes", "no", "no"],
    "joined, days since 2026-01-01": Float32Array.of(12, 40, 3),
    "height is missing": ["there", "missing", "there"],
  });
});

Deno.test("what is no table has no columns, and of many the first hundred are shown, which is said", () => {
  const values = new Float32Array(120), examples = { shape: [120], count: 1, values };
  assertEquals(mapColumns(examples, { bytesScale }), { columns: {} });
  const columns = Array.from({ length: 120 }, (_, i) => `v${i}`);
  const found = mapColumns(examples, { bytesScale, columns });
  assertEquals(Object.keys(found.columns).length, 100);
  assertEquals(found.remark, "Of 120 columns the first 100 can colour the map.");
});
