/** Folders of models are input as well: one that is damaged is refused in a sentence, before anything is served. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { startLocalEngine } from "../../../src/server/engines/local_engine.ts";
import { manifestOf } from "../../../src/runs/manifest.ts";
import { linearFiles } from "../../inference/models.ts";
import { withFiles } from "../../with_files.ts";

const files = linearFiles(), paths = Object.keys(files);
const open = async (directory: string) => {
  const runs = [{ name: "own", directory }];
  const engine = await startLocalEngine({ engine: "cpu", runs, maxRows: 4, threads: 1 });
  await engine.close();
  return engine.runs;
};

Deno.test("a folder that is changed at random opens, or is refused in one sentence", async () => {
  const changes = fc.record({
    path: fc.constantFrom(...paths),
    at: fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 4 }),
    cut: fc.boolean(),
  });
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(changes, async ({ path, at, cut }) => {
      const bytes = files[path].slice();
      for (const [place, value] of at) bytes[place % bytes.length] = value;
      const changed = cut ? bytes.subarray(0, at[0][0] % bytes.length) : bytes;
      await withFiles({ ...files, [path]: changed }, async (directory) => {
        try {
          await open(directory);
        } catch (error) {
          refused++;
          const message = error instanceof Error ? error.message : String(error);
          assert(/^Cannot [^\n]+$/.test(message) && message.length < 1000, message);
        }
      });
    }),
    { numRuns: 60 },
  );
  assert(refused > 10, `${refused} were refused`);
});

Deno.test("a file that is not that of the manifest is refused, and so is one that it lacks", async () => {
  await withFiles(files, async (directory) => {
    const put = async (listed: string[]) =>
      await Deno.writeTextFile(`${directory}/manifest.json`, await manifestOf(directory, listed));
    await put(paths);
    assertEquals((await open(directory)).length, 1);
    await put(paths.slice(1));
    await assertRejects(
      () => open(directory),
      Error,
      `Cannot serve ${directory}: ${paths[0]} is not in its manifest.json; export it again`,
    );
    await put(paths);
    const changed = files[paths[1]].slice();
    changed[100] ^= 1;
    await Deno.writeFile(`${directory}/${paths[1]}`, changed);
    await assertRejects(
      () => open(directory),
      Error,
      `Cannot serve ${directory}: ${paths[1]} is not the file that its manifest.json tells of`,
    );
    await Deno.writeTextFile(`${directory}/manifest.json`, "[]");
    await assertRejects(() => open(directory), Error, "its manifest.json does not list its files");
  });
});

Deno.test("a folder without a model, and what is no folder, are refused", async () => {
  const one = { "preprocessor_config.json": files["preprocessor_config.json"] };
  await withFiles(one, async (directory) => {
    await assertRejects(
      () => open(directory),
      Error,
      `Cannot serve ${directory}: it has no onnx/encoder_model.onnx; "export ${directory}" would write it`,
    );
    const path = `${directory}/preprocessor_config.json`;
    await assertRejects(() => open(path), Error, `Cannot serve ${path}: it is no folder`);
  });
});

Deno.test("an encoder alone is served, and a decoder alone", async () => {
  for (const [half, graphs] of [["encoder", ["encoder"]], ["decoder", ["decoder"]]] as const) {
    const path = `onnx/${half}_model.onnx`, config = "preprocessor_config.json";
    await withFiles({ [config]: files[config], [path]: files[path] }, async (directory) => {
      const [{ graphs: found }] = await open(directory);
      assertEquals(Object.keys(found), graphs);
    });
  }
});
