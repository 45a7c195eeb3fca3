/** The program of the page on pre-training, as a reader would run it. */
import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { decodeModel } from "../../src/onnx/mod.ts";
import { codeIn, readPage } from "../markdown.ts";
import { PERMITTED, succeedingDeno } from "../run_deno.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));

Deno.test("the classifier of docs/pretraining.md says its accuracy and leaves its file", async () => {
  const [program, ...others] = codeIn(readPage("docs/pretraining.md"), "ts");
  assertEquals(others, []);
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "digits.ts"), program);
    const config = `--config=${join(root, "deno.json")}`;
    const said = await succeedingDeno(folder, "run", ...PERMITTED, config, "digits.ts");
    assert(/^\d+\.\d % are right$/m.test(said), said);
    const { graph } = decodeModel(await Deno.readFile(join(folder, "digits.onnx")), "digits.onnx");
    assertEquals(graph.output.map(({ name }) => name), ["probabilities"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
