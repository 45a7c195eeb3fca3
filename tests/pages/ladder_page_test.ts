/** The program of the page on ladder networks, as a reader would run it, and its table of options. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { COMBINATOR_NAMES, ladderOptions } from "../../src/ladder/mod.ts";
import { decodeModel } from "../../src/onnx/mod.ts";
import { readPage, textUnder } from "../markdown.ts";
import { runProgram } from "./run_program.ts";

const page = readPage("docs/ladder.md");

Deno.test("the program of docs/ladder.md says its accuracy and leaves its file", () =>
  runProgram("docs/ladder.md", async (said, folder) => {
    const right = [...said.matchAll(/(\d+\.\d) % are right/g)].map(([, share]) => Number(share));
    assertEquals(right.length, 10, said);
    assert(right[9] > 60, said);
    const { graph } = decodeModel(await Deno.readFile(join(folder, "digits.onnx")), "digits.onnx");
    assertEquals(graph.output.map(({ name }) => name), ["probabilities"]);
  }));

Deno.test("the tables of docs/ladder.md list every option and every combinator", () => {
  const rows = (title: string) =>
    [...textUnder(page, title).matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name).sort();
  assertEquals(rows("Options"), Object.keys(ladderOptions.shape).sort());
  assertEquals(rows("The network"), [...COMBINATOR_NAMES].sort());
});
