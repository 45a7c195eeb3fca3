/** The program of the page on pre-training, as a reader would run it. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { decodeModel } from "../../src/onnx/mod.ts";
import { runProgram } from "./run_program.ts";

Deno.test("the classifier of docs/pretraining.md says its accuracy and leaves its file", () =>
  runProgram("docs/pretraining.md", async (said, folder) => {
    assert(/^\d+\.\d % are right$/m.test(said), said);
    const { graph } = decodeModel(await Deno.readFile(join(folder, "digits.onnx")), "digits.onnx");
    assertEquals(graph.output.map(({ name }) => name), ["probabilities"]);
  }));
