import { assert, assertEquals } from "@std/assert";
import { layerSpec } from "../../src/layers/mod.ts";
import { describeModel, planAutoencoder } from "../../src/model/mod.ts";
import { codeIn, readPage } from "../markdown.ts";

const page = readPage("docs/layers.md");

/** The rows of the table of layers by type. */
const rows = new Map(
  [...page.sections.map(({ text }) => text).join("").matchAll(/^\| `(\w+)` .*$/gm)].map((
    [row, type],
  ) => [type, row.split("|")[2]]),
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

Deno.test("the examples in docs/layers.md are models of 28 × 28 images", () => {
  const plans = codeIn(page, "json").map((example) =>
    planAutoencoder(describeModel(JSON.parse(example), [28, 28, 1]))
  );
  assertEquals(plans.map(({ codeShape }) => codeShape), [[32], [8192], [7, 7, 16], [512]]);
  assertEquals(plans[0].links, { "encoder.2.switches": [14, 14, 16] });
});
