import { assert, assertEquals } from "@std/assert";
import { corruptionSpec } from "../../src/corruptions/mod.ts";
import { likelihoodSpec } from "../../src/losses/mod.ts";
import { penaltySpec } from "../../src/penalties/mod.ts";
import { describeAutoencoder, variants } from "../../src/variants/mod.ts";
import { codeIn, readPage, textUnder } from "../markdown.ts";

const page = readPage("docs/variants.md");

/** The rows of the table of a section: what is in its first two columns. */
function rows(title: string): Map<string, string> {
  return new Map(
    [...textUnder(page, title).matchAll(/^\| `([\w-]+)` +\|(.*)$/gm)].map((
      [, name, rest],
    ) => [name, rest]),
  );
}

Deno.test("docs/variants.md lists every variant, with a recipe that is there", async () => {
  const listed = rows("The family");
  assertEquals([...listed.keys()].sort(), Object.keys(variants).sort());
  for (const row of listed.values()) {
    for (const [, path] of row.matchAll(/\]\(\.\.\/(models\/[^)]*)\)/g)) {
      assert((await Deno.stat(new URL(`../../${path}`, import.meta.url))).isFile, path);
    }
  }
});

const tables = { Corruptions: corruptionSpec, Penalties: penaltySpec, Likelihoods: likelihoodSpec };
for (const [title, schema] of Object.entries(tables)) {
  Deno.test(`docs/variants.md lists all ${title.toLowerCase()}, with every option`, () => {
    const listed = rows(title);
    assertEquals([...listed.keys()], schema.options.map(({ shape }) => shape.type.value));
    for (const { shape } of schema.options) {
      for (const option of Object.keys(shape)) {
        if (option === "type" || option === "warmUp") continue;
        assert(listed.get(shape.type.value)!.includes(`\`${option}\``), `${title}: ${option}`);
      }
    }
  });
}

Deno.test("the example in docs/variants.md is a model of 28 × 28 images", () => {
  const [example] = codeIn(page, "json");
  const { encoder } = describeAutoencoder(JSON.parse(example).model, [28, 28, 1]);
  assertEquals(encoder[0], { type: "corruption", noise: { type: "masking", rate: 0.5 } });
});
