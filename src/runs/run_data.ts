import { join } from "@std/path";
import { parsePreprocessor } from "../core/preprocessor.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { RUN_FILES } from "./run_folder.ts";
import { readSplitData, type SplitData } from "./prepare_run.ts";
import type { FinishedRun } from "./open_run.ts";

/**
 * The data of a run, cut as for its training, or other data of the same shape.
 *
 * Throws a RangeError, one sentence, for data of another shape.
 */
export async function readRunData(
  { directory, config, plan }: FinishedRun,
  name: string | undefined,
): Promise<SplitData> {
  const { recipe } = config;
  const path = join(directory, RUN_FILES.preprocessor);
  const { vocabulary } = parsePreprocessor(await Deno.readTextFile(path), path);
  const data = await readSplitData(
    name === undefined ? recipe : { ...recipe, data: { ...recipe.data, name } },
    { ...(vocabulary && { vocabulary }) },
  );
  if (!sameShape(data.test.shape, plan.spec.inputShape)) {
    throw new RangeError(
      `Cannot use ${name ?? config.data.name} with ${directory}: its examples have shape ${
        formatShape(data.test.shape)
      }, the model takes ${formatShape(plan.spec.inputShape)}`,
    );
  }
  return data;
}
