import { sizeOf } from "../core/shape.ts";
import type { Plan } from "../model/mod.ts";
import { optimizerOf } from "../optimizers/mod.ts";
import type { TrainingOptions } from "./options.ts";

/** The bytes that a WebAssembly memory can have: 65,536 pages of 64 KiB. */
const MOST_BYTES = 2 ** 32;

const GIGABYTE = 1e9;

/** The bytes of the parameters of a model, with the gradients and the optimizer's tensors of those that learn. */
export function trainingBytes(
  { params }: Pick<Plan, "params">,
  { optimizer }: Pick<TrainingOptions, "optimizer">,
): number {
  const slots = optimizerOf(optimizer).slots(optimizer).length;
  return Object.values(params).reduce(
    (sum, { shape, trainable }) => sum + 4 * sizeOf(shape) * (trainable ? 2 + slots : 1),
    0,
  );
}

/**
 * Throws a RangeError, one sentence, for a model whose parameters, with the gradients and the optimizer's
 * tensors of those that learn, are more than a WebAssembly memory can hold, whatever else a step needs.
 */
export function checkMemory(
  plan: Pick<Plan, "params">,
  { optimizer }: Pick<TrainingOptions, "optimizer">,
): void {
  const bytes = trainingBytes(plan, { optimizer });
  if (bytes <= MOST_BYTES) return;
  const slots = optimizerOf(optimizer).slots(optimizer).length;
  const count = Object.values(plan.params).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const of = slots === 0
    ? ""
    : `, and ${slots === 1 ? "a value" : `${slots} values`} each of ${optimizer.type},`;
  throw new RangeError(
    `Cannot train this model: its ${count} parameters take ${
      (bytes / GIGABYTE).toFixed(1)
    } GB with their ` +
      `gradients${of} expected ${
        (MOST_BYTES / GIGABYTE).toFixed(1)
      } GB at the most, all that WebAssembly ` +
      "can hold; fewer nodes, as by model.nodesScale, or filters would help",
  );
}
