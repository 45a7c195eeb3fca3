import type { NdArray } from "../core/nd_array.ts";
import { bestEpochOf } from "./best_epoch.ts";
import type { Snapshot } from "./snapshot.ts";

/** The parameters that a training came to, and the epoch that they are of. */
export interface BestParams {
  readonly params: Readonly<Record<string, NdArray>>;
  readonly bestEpoch: number;
}

/**
 * The best parameters of a training that stands at a snapshot: those of the epoch with the lowest
 * validation loss, or the last ones before the first such epoch and where nothing is validated.
 */
export function bestOf({ params, best, progress }: Snapshot): BestParams {
  const { epoch, used, history } = progress;
  return best
    ? { params: best, bestEpoch: bestEpochOf(history) }
    : { params, bestEpoch: used > 0 ? epoch + 1 : epoch };
}
