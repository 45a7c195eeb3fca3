/** The program of the page on the kernels for tfjs, as a reader would run it. */
import { assertEquals } from "@std/assert";
import { runProgram } from "./run_program.ts";

Deno.test("the program of docs/tfjs.md trains a convolutional model of tfjs Layers", () =>
  runProgram("docs/tfjs.md", (said) => {
    assertEquals(said.trim().split("\n").at(-1), "wasm 2");
  }, { links: ["build"] }));
