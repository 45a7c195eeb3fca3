/**
 * Counts the places that ask what a part is by its type or by a piece of that name. A fact that
 * somebody else needs belongs in the part: in the traits of a layer or of a penalty, in the
 * likelihood of a loss.
 */
import { assertEquals } from "@std/assert";
import { corruptionSpec } from "../../src/corruptions/mod.ts";
import { layerSpec } from "../../src/layers/mod.ts";
import { optimizerOptions } from "../../src/optimizers/mod.ts";
import { penaltySpec } from "../../src/penalties/mod.ts";
import { variants } from "../../src/variants/mod.ts";
import { readSourceFiles } from "../../scripts/rooms/source_files.ts";

/** The names that files of drawn codes have for distributions too, which is no question of a part. */
const DISTRIBUTIONS: readonly string[] = ["gaussian"];

const names = [
  ...[layerSpec, penaltySpec, corruptionSpec, optimizerOptions]
    .flatMap(({ options }) => options.map(({ shape }) => shape.type.value)),
  ...Object.keys(variants),
].filter((name) => !DISTRIBUTIONS.includes(name));

const compared = new RegExp(
  [
    `(?:(?<!\\.kind )[=!]==|\\bcase) "(?:${names.join("|")})"`,
    `\\b(?:type|variant)\\.(?:startsWith|endsWith|includes|match|slice)\\(`,
    `\\.test\\((?:\\w+\\.)?(?:type|variant)\\)`,
  ].join("|"),
  "g",
);

/** The places that may, each with its reason beside it. */
const allowed: Readonly<Record<string, number>> = {
  "site/describe_model.ts": 1,
};

Deno.test("nobody asks for the type of a layer, a penalty, a corruption, an optimizer or a variant", async () => {
  const found = (await readSourceFiles()).flatMap(({ path, text }) => {
    const count = [...text.matchAll(compared)].length;
    return count > 0 ? [[path, count]] : [];
  });
  assertEquals(Object.fromEntries(found), allowed);
});
