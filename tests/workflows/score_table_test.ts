import { assertEquals } from "@std/assert";
import { type ScoredExample, scoreTable } from "../../src/workflows/score_table.ts";

const far: ScoredExample = { id: "a", label: "odd", error: Infinity, flag: 1 };

Deno.test("a table of scores has the fields in one order, whoever lists them", () => {
  const { columns, rowOf } = scoreTable({ fields: ["flag", "error", "id", "label"] });
  assertEquals(columns, [
    { name: "id", type: "text" },
    { name: "label", type: "text" },
    { name: "error", type: "double" },
    { name: "flag", type: "int" },
  ]);
  assertEquals(rowOf(far, [Infinity, 0.25]), ["a", "odd", Infinity, 1]);
});

Deno.test("the errors of columns are sums over their values, and one object in JSON", () => {
  const of = [{ name: "heat", from: 0, size: 1 }, { name: "load", from: 1, size: 2 }];
  const { columns, rowOf } = scoreTable({ fields: ["id", "error"], of });
  assertEquals(columns.slice(2), [
    { name: "error of heat", type: "double", within: { field: "columns", key: "heat" } },
    { name: "error of load", type: "double", within: { field: "columns", key: "load" } },
  ]);
  assertEquals(rowOf(far, [0.5, 0.25, 0.75]), ["a", Infinity, 0.5, 1]);
});
