import { formatShape, sameShape } from "../core/shape.ts";
import type { Examples } from "../data/mod.ts";
import type { Plan } from "../model/mod.ts";

/** Throws a RangeError, one sentence, for no examples and for such as have another shape than a model's. */
export function checkShape(
  { count, shape }: Examples,
  { plan: { spec: { inputShape } }, name }: { plan: Plan; name: string },
): void {
  if (count === 0) {
    throw new RangeError(`Cannot train on ${name}: there are none, expected at least one`);
  }
  if (sameShape(shape, inputShape)) return;
  throw new RangeError(
    `Cannot train on ${name}: they have shape ${formatShape(shape)}, expected ${
      formatShape(inputShape)
    }, which the model is for`,
  );
}
