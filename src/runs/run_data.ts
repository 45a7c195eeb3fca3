import { formatShape, sameShape } from "../core/shape.ts";
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
  const data = await readSplitData(
    name === undefined ? recipe : { ...recipe, data: { ...recipe.data, name } },
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
