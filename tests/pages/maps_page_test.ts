/** The program of the page on maps, as a reader would run it. */
import { assertEquals, assertMatch } from "@std/assert";
import { runProgram } from "./run_program.ts";

Deno.test("the program of docs/maps.md shows a map on its way, and how good it is", () =>
  runProgram("docs/maps.md", (said) => {
    const lines = said.trim().split("\n");
    assertEquals(lines.map((line) => line.split(" ")[0]), ["250", "500", "750", "["]);
    assertMatch(lines[3], /^\[ 600, 2 \] 0\.\d+$/);
  }, { links: ["build"] }));
