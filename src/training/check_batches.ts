import { sizeOf } from "../core/shape.ts";
import type { Plan } from "../model/mod.ts";

/**
 * Throws a RangeError, one sentence, where every step would normalise units over a batch of one
 * example: such a batch has no variance.
 */
export function checkBatches(
  plan: Plan,
  { count, batchSize }: { count: number; batchSize: number },
): void {
  if (Math.min(count, batchSize) > 1) return;
  const alone = [...plan.encoder, ...plan.decoder].find(({ traits, inputShape }) =>
    // Of an image every place counts, so that one has a variance of its own.
    traits.fromBatch === "moments" && sizeOf(inputShape) === inputShape.at(-1)
  );
  if (!alone) return;
  throw new RangeError(
    `Cannot train ${alone.path} ("${alone.spec.type}") on batches of one example, which have no ` +
      `variance: ${
        batchSize === 1 ? "use a training.batchSize of 2 or more" : "use more training examples"
      }`,
  );
}
