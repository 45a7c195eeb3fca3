/** Tables of columns of any kinds, in any order, read, and written again from their values. */
import { assertEquals } from "@std/assert";
import { stringify } from "@std/csv";
import fc from "fast-check";
import { cellsOf, readCsv, tableColumns, type TableOptions } from "../../../../src/data/mod.ts";

const HEIGHT = 24;

/** The cell of each kind of column in a row, and what it stands for. */
const kinds = {
  number: (at: number) => [`${at * at / 4 - 30}`, at * at / 4 - 30],
  words: (at: number) => [[" Köln", "none", "a, b"][at % 3], ["Köln", "none", "a, b"][at % 3]],
  truth: (at: number) => [["yes", "no", "TRUE", "False"][at % 4], at % 2 === 0],
  "ISO date": (at: number) => [`2024-02-${10 + at % 20}`, `2024-02-${10 + at % 20}`],
  "date with points": (at: number) => [
    `${at % 9 + 1}.12.1999`,
    `1999-12-0${at % 9 + 1}`,
  ],
  "date with the month first": (at: number) => [
    `12/${at + 1}/2025`,
    `2025-12-${String(at + 1).padStart(2, "0")}`,
  ],
  time: (at: number) => [
    `2026-03-01T0${at % 10}:30:00Z`,
    `2026-03-01T0${at % 10}:30:00Z`,
  ],
} satisfies Record<string, (at: number) => readonly [string, string | number | boolean]>;

type Kind = keyof typeof kinds;

const tables = fc.record({
  columns: fc.array(fc.constantFrom(...Object.keys(kinds) as Kind[]), {
    // One column has no separator to tell from what stands in a cell.
    minLength: 2,
    maxLength: 7,
  }),
  separator: fc.constantFrom(",", ";", "\t", "|"),
  shift: fc.nat(1000),
});

const read = (text: string, options?: TableOptions) =>
  readCsv(new TextEncoder().encode(text), "a.csv", options);

/** The text of some columns, by their kinds and numbers. */
function textOf(
  columns: readonly (readonly [Kind, number])[],
  { separator, shift }: { separator: string; shift: number },
): string {
  const rows = Array.from(
    { length: HEIGHT },
    (_, row) => columns.map(([kind, number]) => kinds[kind]((row + number + shift) % HEIGHT)[0]),
  );
  return stringify([columns.map(([kind, number]) => `${kind} ${number}`), ...rows], { separator });
}

Deno.test("columns of any kinds give values that stand for their cells, and others in any order the same", async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ({ columns: ofKinds, separator, shift }) => {
      const numbered = ofKinds.map((kind, at) => [kind, at] as const);
      const { examples, columns, encodings } = await read(textOf(numbered, { separator, shift }));
      const size = examples.values.length / HEIGHT, layout = tableColumns(columns!, encodings);
      const rowsOf = (values: Float32Array | Uint8Array, width: number) =>
        Array.from(
          { length: HEIGHT },
          (_, row) => values.subarray(row * width, (row + 1) * width),
        );
      const rows = rowsOf(examples.values, size);
      rows.forEach((values, row) =>
        assertEquals(
          cellsOf(values, layout).map(({ cell }) => cell),
          numbered.map(([kind, number]) => kinds[kind]((row + number + shift) % HEIGHT)[1]),
        )
      );
      const turned = numbered.toReversed();
      const other = await read(textOf(turned, { separator, shift }), {
        encodings: encodings ?? [],
        names: layout.map(({ name }) => name),
      });
      const order = columns!.map((name) => other.columns!.indexOf(name));
      const others = rowsOf(other.examples.values, size);
      rows.forEach((values, row) => assertEquals(order.map((at) => others[row][at]), [...values]));
    }),
    { numRuns: 300, seed: 2 },
  );
});
