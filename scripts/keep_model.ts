/**
 * Keeps the model of a run in `models/`, beside its recipe: what the demo serves. Examples that the
 * toolkit drew take the place of those of the data set, which does not go along.
 *
 * `deno task keep RUN`
 */
import { basename, dirname, join } from "@std/path";
import { MODEL_FILES } from "../src/core/exported_model.ts";
import { parsePreprocessor } from "../src/core/preprocessor.ts";
import { createRng } from "../src/core/rng.ts";
import { sameShape } from "../src/core/shape.ts";
import { strokes } from "../src/data/mod.ts";
import { decodeCodeSpace, encodeCodeSpace } from "../src/generation/mod.ts";
import { parseRecord } from "../src/core/parse_record.ts";
import { firstExamples } from "../src/runs/code_space.ts";
import { manifestOf } from "../src/runs/manifest.ts";
import { RUN_FILES } from "../src/runs/run_folder.ts";

const [run] = Deno.args;
if (run === undefined) throw new TypeError("Cannot keep a model without RUN");
const { recipe } = parseRecord(await Deno.readTextFile(join(run, RUN_FILES.config))) as {
  recipe: { name: string };
};
const out = join("models", basename(recipe.name));
const kept = [
  MODEL_FILES.preprocessor,
  MODEL_FILES.generation,
  MODEL_FILES.codeSpace,
  MODEL_FILES.encoder,
  MODEL_FILES.decoder,
];
await Deno.mkdir(join(out, dirname(MODEL_FILES.encoder)), { recursive: true });
for (const path of kept) await Deno.copyFile(join(run, path), join(out, path));
const { inputShape } = parsePreprocessor(
  await Deno.readTextFile(join(run, MODEL_FILES.preprocessor)),
  MODEL_FILES.preprocessor,
);
const drawn = strokes(200, createRng(0));
const { examples: _, ...space } = decodeCodeSpace(
  await Deno.readFile(join(run, MODEL_FILES.codeSpace)),
  MODEL_FILES.codeSpace,
);
await Deno.writeFile(
  join(out, MODEL_FILES.codeSpace),
  encodeCodeSpace({
    ...space,
    ...(sameShape(drawn.shape, inputShape) && { examples: firstExamples(drawn) }),
  }),
);
await Deno.writeTextFile(join(out, RUN_FILES.manifest), await manifestOf(out, kept));
console.log(`Kept the model of ${run} in ${out}`);
