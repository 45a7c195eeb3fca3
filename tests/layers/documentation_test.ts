import { assert, assertEquals } from "@std/assert";
import { layerSpec } from "../../src/layers/mod.ts";
import { describeModel, planAutoencoder } from "../../src/model/mod.ts";

const page = await Deno.readTextFile(new URL("../../docs/layers.md", import.meta.url));

/** The rows of the table of layers by type. */
const rows = new Map(
  [...page.matchAll(/^\| `(\w+)` .*$/gm)].map(([row, type]) => [type, row.split("|")[2]]),
);

Deno.test("docs/layers.md lists every layer, in order, with every option that it has", () => {
  const types = layerSpec.options.map(({ shape }) => shape.type.value);
  assertEquals([...rows.keys()], types);
  for (const { shape } of layerSpec.options) {
    for (const [name, schema] of Object.entries(shape)) {
      if (name === "type") continue;
      const option = "`" + name + "`" + (schema.safeParse(undefined).success ? "?" : "");
      const text = rows.get(shape.type.value)!;
      assert(text.includes(option), `${shape.type.value} has the option ${option}`);
    }
  }
});

Deno.test("the example in docs/layers.md is a model of 28 × 28 images", () => {
  const [, example] = /```json\n([^]*?)```/.exec(page)!;
  const plan = planAutoencoder(describeModel(JSON.parse(example), [28, 28, 1]));
  assertEquals(plan.links, { "encoder.2.switches": [14, 14, 16] });
  assertEquals(plan.codeShape, [32]);
});
