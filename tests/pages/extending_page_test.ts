/** Follows docs/extending.md in a folder of its own: its plug-in, its recipe, its commands. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { loadRun } from "../../src/runs/load_run.ts";
import { codeIn, readPage } from "../markdown.ts";
import { beginIn, endOf } from "../cli/isthmus.ts";

const page = readPage("docs/extending.md");
const RUN = "runs/weighed";

/** The folder in which the commands of the page have been run, and what they printed; made once. */
let made: Promise<{ folder: string; said: readonly string[] }> | undefined;
const followed = () => made ??= follow();

async function follow(): Promise<{ folder: string; said: readonly string[] }> {
  const folder = await Deno.makeTempDir(), said: string[] = [];
  globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
  await Deno.writeTextFile(join(folder, "parts.ts"), codeIn(page, "ts").join("\n"));
  await Deno.writeTextFile(join(folder, "weighed.json"), codeIn(page, "json").join());
  const commands = codeIn(page, "sh").join("").trim().split("\n");
  assertEquals(commands.length, 3);
  for (const command of commands) {
    const args = command.replace(/^deno task (isthmus )?/, "").split(" ");
    const { code, stdout, stderr } = await endOf(beginIn(folder, args));
    assertEquals(code, 0, stderr);
    said.push(stdout);
  }
  return { folder, said };
}

const run = async (...args: string[]) => await endOf(beginIn((await followed()).folder, args));

Deno.test("the recipe of docs/extending.md trains with the parts of its plug-in, and all files have them", async () => {
  const { folder, said } = await followed();
  const read = (name: string) => Deno.readTextFile(join(folder, RUN, name));
  const { spec, plugins } = JSON.parse(await read("config.json"));
  const types = (layers: { type: string }[]) => layers.map(({ type }) => type);
  const dense = ["dense", "gain", "activation"];
  assertEquals(types(spec.encoder), ["corruption", "flatten", ...dense, "dense", "gain"]);
  assertEquals(types(spec.decoder), [...dense, "dense", "reshape"]);
  assertEquals(spec.encoder[6], { type: "gain", start: 2 });
  assertEquals(spec.reconstructionLoss, { type: "laplace", scale: 0.5 });
  const [{ sha256, ...plugin }] = plugins;
  assertEquals(plugin, { name: "weighed-parts", version: "1.0.0", needed: true });
  const bytes = await Deno.readFile(join(folder, "parts.ts"));
  assertEquals(sha256, new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex());
  const { sentence } = JSON.parse(await read("evaluation.json")).measures.close;
  assertMatch(sentence, /^Of the values \d+\.\d % are reconstructed to within 0\.1\.$/);
  for (const text of [said[0], said[1], await read("README.md"), await read("report.html")]) {
    assertStringIncludes(text, sentence);
  }
  assertMatch(await read("report.html"), /<h2>Gains<\/h2><p>encoder\.3\.gain lies from/);
  assert(!(await read("config.json")).includes(folder), "no path of this machine");
});

Deno.test("the exported files of a run with a plug-in need none", async () => {
  const { folder } = await followed();
  const autoencoder = await loadRun(join(folder, RUN));
  const codes = await autoencoder.encode({ shape: [1, 28, 28, 1], values: new Float32Array(784) });
  assertEquals(codes.shape, [1, 8]);
  await autoencoder.dispose();
});

Deno.test("a run says which plug-in it needs where that is missing or of another version", async () => {
  const { folder } = await followed();
  const missing = await run("evaluate", RUN);
  assertEquals([missing.code, missing.stderr.trim()], [1, codeIn(page, "text")[0].trim()]);
  const source = await Deno.readTextFile(join(folder, "parts.ts"));
  await Deno.writeTextFile(join(folder, "newer.ts"), source.replace('"1.0.0"', '"1.1.0"'));
  const newer = await run("evaluate", RUN, "--plugin", "newer.ts");
  assertEquals(
    [newer.code, newer.stderr.trim()],
    [
      1,
      `Cannot use ${RUN}: it was made with version 1.0.0 of the plug-in "weighed-parts" and --plugin ` +
      "has version 1.1.0, give the file of version 1.0.0",
    ],
  );
  await Deno.writeTextFile(join(folder, "edited.ts"), source + "\n// Edited.\n");
  const edited = await run("train", "--resume", RUN, "--plugin", "edited.ts");
  assertEquals(edited.code, 1);
  assertMatch(
    edited.stderr,
    /^Cannot resume runs\/weighed: the plug-ins changed \(weighed-parts\.sha256 was "/,
  );
});

/** Edits of the page's plug-in that spoil it, and what is said before anything is written. */
const spoilt: readonly (readonly [string, string, string])[] = [
  [
    "outputShape(_spec, input) {",
    "outputShape(_spec, input) {\n    if (input.length === 1) return [input[0] + 1];",
    "Cannot train with the plug-in",
  ],
  ["if (input.length === 1) return input;", "return [0.5];", "its outputShape gives [0.5]"],
  [
    "apply: (_spec, x, { params }) => tf.mul(x, params.gain)",
    "apply: (_spec, x, { params }) => tf.tile(tf.mul(x, params.gain), [1, 2])",
    'encoder.3, "gain", says that it gives [3, 64] for 3 examples, and gives [3, 128]',
  ],
  [
    'graph.node("Mul", [x, param("gain")], { name: path })',
    'graph.node("Add", [x, param("gain")], { name: path })',
    'Cannot train with the plug-in "weighed-parts": a trial of the model fails: ',
  ],
  [
    "return tf.mul(tf.sub(all, own), 0.5);",
    "return rows as unknown as tf.Scalar;",
    'Cannot add "decorrelation" to the loss: it gives shape [3, 8], expected one number',
  ],
  [
    "return tf.add(x, tf.mul(tf.sub(draws, 0.5), 2 * reach));",
    "return tf.mean(x, 0, true);",
    "says that it gives [3, 28, 28, 1] for 3 examples, and gives [1, 28, 28, 1]",
  ],
  [
    "const far = tf.mean(tf.abs(tf.sub(output, x)));",
    'throw new Error("no distance");\n      const far = tf.mean(output);',
    "a trial of the model fails: no distance",
  ],
];
for (const [i, [from, to, sentence]] of spoilt.entries()) {
  Deno.test(`a part that does not do as it says is refused before a training: ${sentence}`, async () => {
    const { folder } = await followed();
    const source = await Deno.readTextFile(join(folder, "parts.ts"));
    assertEquals(source.split(from).length, 2, `the page has once: ${from}`);
    await Deno.writeTextFile(join(folder, `spoilt_${i}.ts`), source.replace(from, to));
    const args = ["weighed.json", "--plugin", `spoilt_${i}.ts`, "--out", `runs/spoilt_${i}`];
    const { code, stderr } = await run("train", ...args);
    assertEquals(code, 1, stderr);
    assertStringIncludes(stderr, sentence);
    assertEquals(stderr.trim().split("\n").length, 1, stderr);
    const isThere = await Deno.stat(join(folder, `runs/spoilt_${i}`)).then(() => true, () => false);
    assert(!isThere, "nothing is written");
  });
}
