/** Follows docs/deploying.md as far as a machine without Docker, a cluster or a GPU allows. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { DEVICE_NAMES } from "../../src/devices/device.ts";
import { walkFolder } from "../../src/io/files/walk_folder.ts";
import { isthmusIn } from "../cli/isthmus.ts";
import { inFolder } from "../in_folder.ts";
import { codeIn, readPage } from "../markdown.ts";
import { PERMITTED, succeedingDeno } from "../run_deno.ts";
import { readConfig, tensorsOf } from "../triton/run_repository.ts";
import { pageProgram } from "./page_programs.ts";

const page = readPage("docs/deploying.md"), root = fromFileUrl(new URL("../../", import.meta.url));

/** The commands of the toolkit on the page, each as its words. */
const commands = codeIn(page, "sh").flatMap((block) => block.split("\n"))
  .filter((line) => line.startsWith("deno task ")).map((line) => line.split(" ").slice(2));

/** The words behind `isthmus` of the command that exports. */
const [, ...exported] = commands.find((words) => words.includes("export"))!;

/** Runs the export of the page on a kept model that lies where the page trains one. */
async function withExport(test: (folder: string) => Promise<void> | void): Promise<void> {
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "runs"));
    await Deno.symlink(join(root, "models/strokes-2"), join(folder, "runs/strokes-deep"));
    const { code, stderr } = await isthmusIn(folder, exported);
    assertEquals([code, stderr], [0, ""]);
    await test(join(folder, "triton-models"));
  });
}

Deno.test("the tree of docs/deploying.md is what its export writes", () =>
  withExport(async (out) => {
    const [tree] = codeIn(page, "").filter((block) => block.startsWith("triton-models/\n"));
    const shown: string[] = [];
    let folder = "";
    for (const line of tree.trim().split("\n").slice(1)) {
      const [, indent, name] = line.match(/^( +)(\S+)/)!;
      if (indent.length === 2 && name.endsWith("/")) folder = name;
      else if (!name.endsWith("/")) shown.push(indent.length === 2 ? name : folder + name);
    }
    const entries = await Array.fromAsync(walkFolder(out));
    const files = entries.filter(({ isFolder }) => !isFolder).map(({ path }) => path);
    assertEquals(files.filter((path) => !path.endsWith("README.txt")).sort(), shown.sort());
  }));

Deno.test("the server and the request of docs/deploying.md name what the export wrote", () =>
  withExport((out) => {
    const blocks = codeIn(page, "sh");
    const server = blocks.find((block) => block.startsWith("docker "))!;
    const [, mounted, place] = server.match(/-v "\$PWD\/([^:]+):([^:]+):ro"/)!;
    assert(out.endsWith(mounted) && server.includes(`--model-repository=${place}`));
    const request = blocks.find((block) => block.startsWith("curl "))!;
    const [, model] = request.match(/v2\/models\/([^/]+)\/infer/)!;
    const { inputs, outputs } = JSON.parse(request.match(/'(\{[^']*\})'/)![1].replace(", …", ""));
    const config = readConfig(out, model), [input] = tensorsOf(config, "input");
    assertEquals(
      [inputs[0].name, `TYPE_${inputs[0].datatype}`, inputs[0].shape.slice(1)],
      [input.name, input.data_type, input.dims],
    );
    assert(tensorsOf(config, "output").some(({ name }) => name === outputs[0].name));
    const [manifest] = codeIn(page, "yaml");
    assertMatch(manifest, /storageUri: \S+\/triton-models\n/);
    assertEquals(
      server.match(/tritonserver:(\S+)/)![1],
      manifest.match(/runtimeVersion: (\S+)/)![1],
    );
  }));

Deno.test("the list of docs/deploying.md has the lines that devices prints", async () => {
  const list = codeIn(page, "").find((block) => block.startsWith("trainer "))!;
  const names = list.trim().split("\n").map((line) => line.split(/ {2,}/)[0]);
  assertEquals(names, [...DEVICE_NAMES]);
  const { code, stdout } = await isthmusIn(root, ["devices"]);
  assertEquals(code, 0);
  // The process of a test may not start others, so that drivers are left out.
  const said = stdout.trim().split("\n").map((line) => line.split(/ {2,}/));
  assertEquals(said.map(([name]) => name), [...DEVICE_NAMES]);
  assertEquals(
    said.filter(([name]) => name.endsWith("webgpu")).map(([, mark]) => mark),
    ["?", "?"],
  );
});

Deno.test("the program of docs/deploying.md encodes, on the CPU in the place of its GPU", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "runs"));
    await Deno.symlink(join(root, "models/strokes-2"), join(folder, "runs/strokes-deep"));
    const program = pageProgram("docs/deploying.md"), provider = '["webgpu"]';
    assertEquals(program.split(provider).length, 2);
    await Deno.writeTextFile(join(folder, "program.ts"), program.replace(provider, '["cpu"]'));
    const config = `--config=${join(root, "deno.json")}`;
    const said = await succeedingDeno(folder, "run", "--quiet", ...PERMITTED, config, "program.ts");
    assertEquals(said.trim(), "[ 2, 2 ]");
  }));
