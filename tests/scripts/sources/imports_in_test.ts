import { assertEquals } from "@std/assert";
import { importedFiles, importsIn, reachable } from "../../../scripts/sources/imports_in.ts";

const TEXT = `/**
 * import { a } from "in/a/comment";
 */
import "./side_effect.ts";
import type { B } from "../b.ts";
import {
  c,
} from "c";
export * from "./d.ts";
const e = await import("../../e.ts");
set("from", from, "import");
`;

Deno.test("importsIn() finds every specifier but those in comments", () => {
  assertEquals(importsIn(TEXT), ["./side_effect.ts", "../b.ts", "c", "./d.ts", "../../e.ts"]);
});

Deno.test("importedFiles() leads from the path of the module", () => {
  assertEquals(importedFiles(TEXT, "src/core/x/a.ts"), [
    "src/core/x/side_effect.ts",
    "src/core/b.ts",
    "src/core/x/d.ts",
    "src/e.ts",
  ]);
});

Deno.test("reachable() is what a file imports at any distance, circles included", () => {
  const imports = new Map(Object.entries({ a: ["b"], b: ["c"], c: ["a"], d: ["a"] }));
  assertEquals([...reachable("b", imports)].toSorted(), ["a", "b", "c"]);
});
