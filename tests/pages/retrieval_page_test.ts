/** The program of the page on retrieval, as a reader would run it. */
import { assertMatch } from "@std/assert";
import { runProgram } from "./run_program.ts";

Deno.test("the program of docs/retrieval.md finds a code by itself, by its values and by their signs", () =>
  runProgram("docs/retrieval.md", (said) => {
    const [items, distances] = said.replaceAll(/\s+/g, " ").split("Float32Array");
    assertMatch(items, /^Uint32Array\(10\) \[ 0, /);
    assertMatch(distances, /^\(10\) \[ 0, /);
  }, { links: ["build"] }));
