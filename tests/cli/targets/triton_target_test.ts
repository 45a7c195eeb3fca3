import { assert, assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { inFolder } from "../../in_folder.ts";
import { readConfig } from "../../triton/run_repository.ts";
import { isthmus } from "../isthmus.ts";

const run = fromFileUrl(new URL("../../../models/strokes-2", import.meta.url));

Deno.test("export --target triton writes a repository, replaces its own, and refuses another's folder", () =>
  inFolder(async (folder) => {
    const out = join(folder, "models"),
      models = ["encoder", "decoder"].map((half) => `strokes-2_${half}`);
    const write = (...args: string[]) =>
      isthmus("export", run, "--target", "triton", "--out", out, ...args);
    const { code, stdout, stderr } = await write("--json");
    assertEquals([code, stderr], [0, ""]);
    const said = JSON.parse(stdout);
    assertEquals([said.models, said.maxBatch], [[...models, "strokes-2"], 128]);
    assertEquals(
      said.files,
      [
        ...models.flatMap((model) => [`${model}/1/model.onnx`, `${model}/config.pbtxt`]),
        ...["strokes-2/1/README.txt", "strokes-2/config.pbtxt"],
        ...["strokes-2", "strokes-2_encoder"].map((model) => `${model}/preprocessor_config.json`),
        "repository.json",
      ].sort(),
    );
    const sizeOf = async () => (await Deno.stat(join(out, models[0], "1/model.onnx"))).size;
    const size = await sizeOf();
    const { stdout: smaller } = await write("--precision", "int8", "--max-batch", "8");
    assertMatch(smaller, /Weights as int8: 231 kB of model files, 26\.3 % of 876 kB/);
    assert(await sizeOf() < 0.27 * size);
    for (const model of said.models) assertEquals(readConfig(out, model).max_batch_size, 8);
    await Deno.writeTextFile(join(out, "notes.txt"), "mine");
    const refused = await write();
    assertEquals(refused.code, 1);
    assertMatch(
      refused.stderr,
      /^Cannot write the model repository into .*: it holds notes\.txt, which no export put there; choose another --out\n$/,
    );
  }));
