import { z } from "zod";
import { formatShape, type Shape } from "../../core/shape.ts";

/** The number of entries of a code that are kept. */
export const kFields = {
  /** The number of entries that are kept. */
  k: z.int().positive(),
  /**
   * The number that k falls from, linearly over the first half of the training; k itself unless
   * given.
   */
  startK: z.int().positive().optional(),
  /** The factor of k outside training: 1 unless given. */
  alpha: z.number().positive().optional(),
};

/** The choice of k. */
export interface KOptions {
  readonly k: number;
  readonly startK?: number | undefined;
  readonly alpha?: number | undefined;
}

/**
 * The number of entries to keep of `size`: α k outside training; in training what falls linearly from
 * `startK` to k over the first half, so that every latent gets gradients before it has to specialise
 * (Makhzani and Frey, "k-sparse autoencoders", 2013).
 */
export function kAt(
  { k, startK = k, alpha = 1 }: KOptions,
  { size, progress }: { size: number; progress?: number | undefined },
): number {
  if (progress === undefined) return Math.max(1, Math.min(size, Math.round(alpha * k)));
  return Math.round(k + (startK - k) * Math.max(0, 1 - 2 * progress));
}

/** The same choice with another k, in training as outside. */
export function keepingK<Spec extends KOptions>(spec: Spec, k: number): Spec {
  return { ...spec, k, startK: k, alpha: 1 };
}

/** Throws a RangeError where more entries are to be kept than there are. */
export function checkK(
  { k, startK = k }: KOptions,
  { type, input, size }: { type: string; input: Shape; size: number },
): void {
  for (const [name, value] of Object.entries({ k, startK })) {
    if (value <= size) continue;
    throw new RangeError(
      `Cannot apply "${type}" to shape ${
        formatShape(input)
      }: ${name} is ${value}, but a code has ` +
        `${size} entries to keep, use ${size} or fewer`,
    );
  }
}
