import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { usedPlugins } from "../../../src/schemas/plugin_records.ts";
import { loadPlugins } from "../../../src/workflows/plugins/load_plugins.ts";

const layer = (name: string, more = "") =>
  `{
  schema: z.strictObject({ type: z.literal("${name}") }), outputShape: (_, s) => s,
  apply: (_, x) => x, ${more}
}`;
const emit = "emit: (_, x) => x";
const named = (parts: string) =>
  `import { z } from "zod"; export const plugin = { name: "tried", version: "1.0.0", ${parts} };`;

/** Sources of plug-ins that cannot be used, and why. */
const refused: readonly (readonly [string, string, string])[] = [
  ["that throws", 'throw new Error("too early");', "running it throws: too early"],
  ["that does not parse", "export const = 1;", "running it throws: "],
  ["that exports nothing", "const plugin = {};", 'it exports no "plugin", export one that'],
  ["that exports a number", "export const plugin = 1;", "Cannot use the plug-in of plugin.ts"],
  ["without parts", named(""), "there are no parts in it"],
  ["with an unknown field", named("layer: []"), 'unrecognized key: "layer"'],
  ["with a name of its own kind", named("").replace("tried", "A B"), "expected lower-case letters"],
  ["without a version", named("").replace("1.0.0", "new"), "expected a version such as 1.0.0"],
  ["with a layer without emit", named(`layers: [${layer("t")}]`), '"t", has no function emit'],
  ["with a layer without a schema", named("layers: [{}]"), "expected a part with a schema"],
  [
    "with a layer whose schema names none",
    named(`layers: [${layer("t", emit).replace('literal("t")', "string()")}]`),
    "the schema of layers.0 has no field type with a literal",
  ],
  [
    "with a layer twice",
    named(`layers: [${layer("t", emit)}, ${layer("t", emit)}]`),
    'layers has "t" twice',
  ],
  [
    "with a built-in layer's name",
    named(`layers: [${layer("dense", emit)}]`),
    'Cannot use the plug-in "tried": there is a layer "dense" already',
  ],
  [
    "with a penalty without a coefficient",
    named(`penalties: [${layer("t")}]`),
    'the schema of the penalty "t" has no coefficient',
  ],
  [
    "with a built-in measure's name",
    named("measures: { jacobian: () => undefined }"),
    'there is a measure "jacobian" already',
  ],
  [
    "with a built-in section's name",
    named('reportSections: { facts: { title: "F", place: 1, gather() {}, draw() {} } }'),
    'there is a section of reports "facts" already',
  ],
  ["with a measure that is none", named("measures: { m: 1 }"), "measures.m: expected a function"],
];

for (const [what, source, sentence] of refused) {
  Deno.test(`a plug-in ${what} is refused, and nothing of it is taken up`, async () => {
    const folder = await Deno.makeTempDir();
    const file = join(folder, "plugin.ts");
    await Deno.writeTextFile(file, source);
    await assertRejects(() => loadPlugins([file]), Error, sentence);
    assertEquals(usedPlugins(), []);
    await Deno.remove(folder, { recursive: true });
  });
}

Deno.test("addresses and missing files are refused by name", async () => {
  for (const address of ["https://example.com/plugin.ts", "npm:chalk", "data:text/javascript,1"]) {
    await assertRejects(
      () => loadPlugins([address]),
      TypeError,
      `Cannot load the plug-in ${address}: its code is run, so it must be a file of this machine`,
    );
  }
  await assertRejects(
    () => loadPlugins(["nowhere/parts.ts"]),
    Error,
    "Cannot load the plug-in nowhere/parts.ts: it could not be read, give the path of a file",
  );
});
