import type { Tensor } from "@tensorflow/tfjs";
import type { z } from "zod";
import type { Shape } from "../core/shape.ts";
import type { Streams } from "../kernels/mod.ts";

/** A way to damage a batch before it is encoded. */
export interface Corruption<Spec> {
  /** Throws a RangeError, one sentence, for examples that it cannot damage; absent, it can all. */
  check?(spec: Spec, shape: Shape): void;
  /**
   * A damaged copy of a batch x [B, …], of the same shape; gradients go through it to x.
   *
   * What happens to an example depends on its own stream alone.
   */
  apply(spec: Spec, x: Tensor, streams: Streams): Tensor;
}

/**
 * A corruption with the schema of its options, for the registry.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { defineCorruption } from "isthmus";
 * import { z } from "zod";
 *
 * const dim = defineCorruption({
 *   schema: z.strictObject({ type: z.literal("dim"), factor: z.number() }),
 *   apply: ({ factor }, x) => tf.mul(x, factor),
 * });
 * assertEquals(dim.schema.shape.type.value, "dim");
 * ```
 */
export function defineCorruption<Schema extends z.ZodObject>(
  corruption: Corruption<z.output<Schema>> & { readonly schema: Schema },
): Corruption<z.output<Schema>> & { readonly schema: Schema } {
  return corruption;
}
