import { assertEquals } from "@std/assert";
import { stringify } from "@std/csv";
import fc from "fast-check";
import { readCsv } from "../../../../src/data/formats/csv.ts";

/** A table, and the form in which it is written. */
const tables = fc.record({
  width: fc.integer({ min: 2, max: 6 }),
  height: fc.integer({ min: 5, max: 150 }),
  separator: fc.constantFrom(",", ";", "\t", "|"),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  header: fc.constantFrom("words", "numbers", "none"),
  index: fc.constantFrom("", "id", "Unnamed: 0", "none"),
  labels: fc.constantFrom("numbers", "words", "none"),
  hasDecimalCommas: fc.boolean(),
  hasMark: fc.boolean(),
  endsWithSeparators: fc.boolean(),
  isQuoted: fc.boolean(),
  hasBlanks: fc.boolean(),
  comments: fc.integer({ min: 0, max: 2 }),
  seed: fc.integer(),
});

type Form = typeof tables extends fc.Arbitrary<infer Value> ? Value : never;

/** The numbers of a table: fractions that 32 bits hold, so that reading them back is exact. */
function valueAt({ seed, width }: Form, row: number, column: number): number {
  const hash = Math.imul(seed ^ Math.imul(row * width + column + 1, 0x9e3779b1), 0x85ebca6b) >>> 0;
  return (hash % 20_000 - 10_000) / 16 + 1 / 32;
}

const labelAt = (row: number) => row * row % 3;
const words = ["left, right", 'so "so"', "new\nline"];

/** The names of the columns, the one of the index and the one of the labels among them. */
function headerOf({ header, index, labels, width }: Form): string[] | undefined {
  if (header === "none") return undefined;
  return [
    ...(index === "none" ? [] : [index]),
    ...Array.from({ length: width }, (_, at) => header === "words" ? `name ${at}` : `${at}`),
    ...(labels === "none" ? [] : ["label"]),
  ];
}

function textOf(form: Form): string {
  const { width, height, separator, lineEnd, header, index, labels } = form;
  const hasCommas = form.hasDecimalCommas && separator !== ",";
  const number = (value: number) => hasCommas ? `${value}`.replace(".", ",") : `${value}`;
  const rows = Array.from({ length: height }, (_, row) => [
    ...(header === "none" || index === "none" ? [] : [`${row}`]),
    ...Array.from({ length: width }, (_, column) => number(valueAt(form, row, column))),
    ...(labels === "none"
      ? []
      : [labels === "words" ? words[labelAt(row)] : ` ${labelAt(row)}${row % 2 ? ".0" : ""}`]),
  ]);
  const all = [headerOf(form) ?? [], ...rows].filter((row) => row.length > 0)
    .map((row) => form.endsWithSeparators ? [...row, ""] : row);
  if (hasCommas) {
    for (const row of all) row.forEach((cell, i) => row[i] = cell.replace(".0", ",0"));
  }
  const lines = all.map((row) =>
    form.isQuoted
      ? row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)
      : stringify([row], { separator }).replace(/\r\n$/, "")
  );
  if (form.hasBlanks) lines.splice(2, 0, "", " ");
  return (form.hasMark ? "\ufeff" : "") +
    Array.from({ length: form.comments }, (_, i) => `# comment; ${i}, "${lineEnd}`).join("") +
    lines.join(lineEnd) + lineEnd;
}

Deno.test("a table that is written in any form is read back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (form) => {
      // A line end that is none within quotes would be one in a text of other ends.
      fc.pre(form.lineEnd !== "\r" || form.labels !== "words");
      const { width, height, header, index, labels } = form;
      const text = textOf(form);
      const labelColumn = labels === "none" || header !== "none" ? undefined : `${width + 1}`;
      const { examples, columns, classes, remarks = [] } = await readCsv(
        new TextEncoder().encode(text),
        "a.csv",
        { labelColumn },
      );
      const { shape, count, values, labels: read, ids } = examples;
      assertEquals([shape, count], [[width], height], text);
      assertEquals(
        values,
        Float32Array.from(
          { length: width * height },
          (_, i) => valueAt(form, Math.floor(i / width), i % width),
        ),
      );
      const hasIndex = header !== "none" && index !== "none";
      const names = headerOf(form)?.slice(hasIndex ? 1 : 0).slice(0, width);
      assertEquals(columns, names);
      assertEquals(
        ids,
        hasIndex ? Array.from({ length: height }, (_, row) => `${row}`) : undefined,
      );
      if (labels === "none") assertEquals(read, undefined);
      else {
        const spelled = Array.from(read!, (label) => classes?.[label] ?? label);
        assertEquals(
          spelled,
          Array.from(
            { length: height },
            (_, row) => labels === "words" ? words[labelAt(row)] : labelAt(row),
          ),
        );
      }
      const said = (part: string) => remarks.some((remark) => remark.includes(part));
      assertEquals(said("is taken as the names"), header === "numbers");
      assertEquals(said("numbers the rows"), hasIndex);
      assertEquals(said("is taken as the labels"), labels !== "none" && header !== "none");
      assertEquals(said("at the end of each row"), form.endsWithSeparators);
      assertEquals(said("comment"), form.comments > 0);
      assertEquals(said("decimal comma"), form.hasDecimalCommas && form.separator !== ",");
    }),
    { numRuns: 400, seed: 1 },
  );
});
