import { sizeOf } from "../core/shape.ts";
import type { Plan } from "../model/mod.ts";

/**
 * Throws a RangeError, one sentence, where a step would normalise a unit over a batch of one example:
 * such a batch has no variance.
 */
export function checkBatches(
  plan: Plan,
  { count, batchSize }: { count: number; batchSize: number },
): void {
  const smallest = count % batchSize || Math.min(count, batchSize);
  if (smallest > 1) return;
  const alone = [...plan.encoder, ...plan.decoder].find(({ spec, inputShape }) =>
    // Of an image every place counts, so that one has a variance of its own.
    spec.type === "batch_normalization" && sizeOf(inputShape) === inputShape.at(-1)
  );
  if (!alone) return;
  const which = batchSize === 1 || count === 1
    ? "one example"
    : `one example, the last of an epoch of ${count}`;
  throw new RangeError(
    `Cannot train ${alone.path} ("batch_normalization") on a batch of ${which}, which has no ` +
      `variance: use another training.batchSize than ${batchSize}`,
  );
}
