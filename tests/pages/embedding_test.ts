/** Follows docs/embedding.md in a folder of its own, on a training that is small. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { readSite } from "../../src/site/read_site.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { PAGE_POLICY } from "../../src/site/pages/page_policy.ts";
import { isthmusIn } from "../cli/isthmus.ts";
import { codeIn, readPage, textUnder } from "../markdown.ts";

const page = readPage("docs/embedding.md");

const SMALL = ["--epochs", "1", "--set", "data.count=600", "--set", "model.nodes=[32]"];

Deno.test("the commands of docs/embedding.md leave the folders that it tells of", async () => {
  const directory = await Deno.makeTempDir();
  const commands = codeIn(page, "sh").join("").trim().split("\n");
  assertEquals(commands.length, 3);
  for (const command of commands) {
    const args = command.replace(/^deno task (isthmus )?/, "").split(" ");
    if (args.includes("runs/other")) {
      const runs = join(directory, "runs");
      await Deno.rename(join(runs, "strokes"), join(runs, "other"));
      const train = ["train", "strokes-deep", "--out", "runs/strokes", ...SMALL];
      assertEquals((await isthmusIn(directory, train)).code, 0);
    }
    const more = args[0] === "train" ? SMALL : [];
    const { code, stderr } = await isthmusIn(directory, [...args, ...more]);
    assertEquals(code, 0, stderr);
  }
  const site = await readSite(join(directory, "site"));
  const gallery = await readSite(join(directory, "gallery"));
  assert(gallery?.has("models/other/index.html"));
  const paths = [...site?.keys() ?? [], "site.json"];
  const told = [...textUnder(page, "What is in the folder").matchAll(/^\| (`.*?) +\|/gm)]
    .flatMap(([, cell]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path));
  assert(told.length >= 10);
  // Of the commands none asks for another engine.
  for (const path of told) assert(paths.includes(path) !== (path === "ort/"), path);
  for (const path of paths) assert(told.includes(path), path);
  const [html] = codeIn(page, "html");
  for (const [, address] of html.matchAll(/src="site\/([^"]*)"/g)) {
    assert(paths.includes(address) || paths.includes(`${address}/${RUN_FILES.manifest}`), address);
  }
  await Deno.remove(directory, { recursive: true });
});

Deno.test("docs/embedding.md states the policy of the pages", () => {
  const [policy] = codeIn(page, "text");
  assertEquals(policy.trim().split(/\s+/).join(" "), PAGE_POLICY);
});
