import { planAutoencoder } from "../model/mod.ts";
import { readRunConfig, type RunConfig } from "./run_config.ts";
import { readWeights, type Weights } from "./weights_file.ts";

/**
 * A run folder whose training ended: what the run was made from, and its model. The files that follow
 * the weights may not be there: an export refuses some, and a process may end before it wrote them.
 */
export type FinishedRun = Weights & {
  readonly directory: string;
  readonly config: RunConfig;
};

/** Opens a run folder; throws an Error, one sentence, where training did not finish or files are damaged. */
export async function openRun(directory: string): Promise<FinishedRun> {
  const config = readRunConfig(directory);
  const weights = await readWeights(directory, planAutoencoder(config.spec));
  if (weights) return { directory, config, ...weights };
  throw new Error(
    `Cannot use ${directory}: its training did not finish; go on with "train --resume ${directory}", or use it as it is after "finish ${directory}"`,
  );
}
