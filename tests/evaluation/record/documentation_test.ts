import { assert, assertEquals } from "@std/assert";
import type { z } from "zod";
import { EVALUATION_VERSION, evaluationSchema } from "../../../src/evaluation/record/evaluation.ts";
import { epochMetricsSchema } from "../../../src/training/mod.ts";
import { readPage, textUnder } from "../../markdown.ts";

const page = readPage("docs/run_folder.md");

/** The rows of the tables of a section: the field in the first column, and what the others say. */
function rows(title: string): Map<string, string> {
  return new Map(
    [...textUnder(page, title).matchAll(/^\| (`\w+`\??) +\|(.*)$/gm)].map((
      [, name, rest],
    ) => [name, rest]),
  );
}

/** The fields of a schema as the page writes them: those that may be absent with a question mark. */
function fieldsOf(shape: Readonly<Record<string, z.ZodType>>): string[] {
  return Object.entries(shape).map(([name, { _zod: { optin } }]) =>
    `\`${name}\`${optin === "optional" ? "?" : ""}`
  );
}

Deno.test("docs/run_folder.md lists every field of evaluation.json", () => {
  const { shape } = evaluationSchema, listed = rows("evaluation.json");
  const asked = ["`trainedClassifier`?", "`classifier`?", "`importance`?"],
    errors = fieldsOf(shape.autoencoder.shape);
  assertEquals(
    [...listed.keys()].sort(),
    [...fieldsOf(shape), ...errors, ...asked].sort(),
  );
  assert(listed.get("`version`")!.includes(String(EVALUATION_VERSION)));
  const inside = {
    "`model`": shape.model.shape,
    "`pca`?": shape.pca.unwrap().shape,
    "`beside`?": shape.beside.unwrap().element.shape,
    "`sparse`?": shape.sparse.unwrap().shape,
    "`parity`?": shape.parity.unwrap().shape,
  };
  for (const [name, fields] of Object.entries(inside)) {
    for (const field of fieldsOf(fields)) {
      assert(errors.includes(field) || listed.get(name)!.includes(field), `${name}: ${field}`);
    }
  }
});

Deno.test("docs/run_folder.md lists every field of metrics.jsonl", () => {
  assertEquals(
    [...rows("metrics.jsonl").keys()],
    fieldsOf(epochMetricsSchema.unwrap().shape),
  );
});
