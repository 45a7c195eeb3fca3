import { assertEquals, assertStringIncludes } from "@std/assert";
import { fieldRows, type JsonSchema } from "../../../scripts/fields/field_rows.ts";
import { recipeFieldsPage } from "../../../scripts/fields/recipe_fields.ts";
import { recipeJsonSchema } from "../../../src/recipes/mod.ts";

const root = new URL("../../../", import.meta.url);

Deno.test("fields have their paths, what they take and what they have unless given", () => {
  const schema: JsonSchema = {
    properties: {
      a: { type: "integer", exclusiveMinimum: 0, maximum: Number.MAX_SAFE_INTEGER },
      b: { $ref: "#/$defs/share", default: 0.5 },
      c: { type: "object", properties: { d: { type: "array", items: { type: "string" } } } },
      e: { anyOf: [{ type: "boolean" }, { enum: ["x", "y"] }] },
      optimizer: {
        oneOf: [{ properties: { type: { const: "adam" }, rate: { type: "number" } } }],
      },
    },
    required: ["a"],
    $defs: { share: { type: "number", minimum: 0, exclusiveMaximum: 1 } },
  };
  assertEquals(fieldRows(schema, schema).map(({ path, takes, unless }) => [path, takes, unless]), [
    ["a", "a whole number from 1", "must be given"],
    ["b", "a number from 0 below 1", "`0.5`"],
    ["c", "the fields below", "none"],
    ["c.d", "a list of texts", "none"],
    ["e", '`true` or `false`, or `"x"`, `"y"`', "none"],
    ["optimizer", "an [optimizer](#optimizer)", "none"],
  ]);
});

Deno.test("the page of all fields is the one that the schema and its comments give", async () => {
  const page = recipeFieldsPage(
    recipeJsonSchema() as JsonSchema,
    (path) => Deno.readTextFileSync(new URL(`src/${path}`, root)),
  );
  const kept = await Deno.readTextFile(new URL("docs/recipe_fields.md", root));
  assertEquals(kept, page, "run deno task schema");
  for (
    const row of [
      "| `training.batchSize` | a whole number from 1 | `128` |",
      '| `data.augment.flip` | `"horizontal"`, `"vertical"`, `"both"` | none | The way that',
      "| `contractive: samples` | a whole number from 1 | `1` | The number of random directions",
      "### Variant `vector-quantised`",
    ]
  ) {
    assertStringIncludes(page, row);
  }
});
