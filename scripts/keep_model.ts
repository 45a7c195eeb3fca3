/**
 * Keeps the model of a run in `models/`, beside its recipe: what the demo serves. Examples that the
 * toolkit drew take the place of those of the data set, which does not go along. The page of a map goes along
 * where the run has one: that of a data set which may be shown.
 *
 * `deno task keep RUN`
 */
import { basename, dirname, join } from "@std/path";
import { MODEL_FILES } from "../src/core/exported_model.ts";
import { parsePreprocessor } from "../src/core/preprocessor/preprocessor.ts";
import { createRng } from "../src/core/rng.ts";
import { sameShape } from "../src/core/shape.ts";
import { strokes } from "../src/data/mod.ts";
import { readEvaluation, writeEvaluation } from "../src/evaluation/record/evaluation_file.ts";
import { decodeCodeSpace, encodeCodeSpace } from "../src/generation/mod.ts";
import { statIfThere } from "../src/io/files/stat_if_there.ts";
import { keptExamples } from "../src/workflows/code_space.ts";
import { manifestOf } from "../src/runs/manifest.ts";
import { openRun } from "../src/runs/open_run.ts";
import { RUN_FILES } from "../src/runs/run_folder.ts";
import { PAGE_MODEL_FILES } from "../src/site/web_site.ts";

try {
  await keepModel(Deno.args[0]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}

async function keepModel(run: string | undefined): Promise<void> {
  if (run === undefined) throw new TypeError("Cannot keep a model without RUN");
  const { config: { recipe } } = await openRun(run);
  // All is read before anything is written.
  const files = new Map<string, Uint8Array>();
  for (const path of PAGE_MODEL_FILES) {
    if (!await statIfThere(join(run, path))) {
      throw new Error(
        `Cannot keep the model of ${run}: it has no ${path}; "export ${run}" would write it`,
      );
    }
    files.set(path, await Deno.readFile(join(run, path)));
  }
  const { inputShape } = parsePreprocessor(
    new TextDecoder().decode(files.get(MODEL_FILES.preprocessor)),
    MODEL_FILES.preprocessor,
  );
  const drawn = strokes(200, createRng(0));
  const { examples: _, ...space } = decodeCodeSpace(
    files.get(MODEL_FILES.codeSpace)!,
    MODEL_FILES.codeSpace,
  );
  const examples = sameShape(drawn.shape, inputShape) && { examples: keptExamples(drawn) };
  files.set(MODEL_FILES.codeSpace, encodeCodeSpace({ ...space, ...examples }));
  const evaluation = await readEvaluation(run);
  if (!evaluation) {
    throw new Error(
      `Cannot keep the model of ${run}: it has no ${RUN_FILES.evaluation}; "report ${run}" would write it`,
    );
  }
  const out = join("models", recipe.name);
  await Deno.mkdir(join(out, dirname(MODEL_FILES.encoder)), { recursive: true });
  for (const [path, bytes] of files) await Deno.writeFile(join(out, path), bytes);
  const map = join(run, RUN_FILES.map);
  if (await statIfThere(map)) await Deno.copyFile(map, join(out, RUN_FILES.map));
  // A path would say more of this machine than of the model.
  await writeEvaluation(out, { ...evaluation, data: basename(evaluation.data) });
  await Deno.writeTextFile(
    join(out, RUN_FILES.manifest),
    await manifestOf(out, [...PAGE_MODEL_FILES, RUN_FILES.evaluation]),
  );
  console.log(`Kept the model of ${run} in ${out}`);
}
