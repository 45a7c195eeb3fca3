import type { NdArray } from "../core/nd_array.ts";
import { formatShape, sameShape, type Shape } from "../core/shape.ts";
import type { Plan } from "../model/mod.ts";
import { optimizerOf, type OptimizerOptions } from "../optimizers/mod.ts";
import type { Snapshot } from "./snapshot.ts";

/** Throws a RangeError, one sentence, for a snapshot that another model or optimizer left. */
export function checkSnapshot(
  { params, optimizer, best }: Snapshot,
  { plan, options }: { plan: Pick<Plan, "params">; options: OptimizerOptions },
): void {
  const slots = optimizerOf(options).slots(options);
  for (const [path, { shape, trainable }] of Object.entries(plan.params)) {
    check(params, path, shape);
    if (best) check(best, path, shape);
    if (trainable) slots.forEach((slot) => check(optimizer, `${slot}/${path}`, shape));
  }
}

function check(arrays: Readonly<Record<string, NdArray>>, name: string, shape: Shape): void {
  const found: NdArray | undefined = arrays[name];
  if (found && sameShape(found.shape, shape)) return;
  throw new RangeError(
    `Cannot resume from this checkpoint: ${
      found
        ? `"${name}" has shape ${formatShape(found.shape)}, expected ${formatShape(shape)}`
        : `it has no "${name}"`
    }`,
  );
}
