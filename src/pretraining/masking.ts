import type { CorruptionSpec } from "../corruptions/mod.ts";

/**
 * The damage to the inputs of layers that could copy them; "Stacked denoising autoencoders" (Vincent et al.,
 * 2010) finds 0.25 best.
 */
export const MASKING: CorruptionSpec = { type: "masking", rate: 0.25 };

/** The sentence on a layer that is masked because it could copy: its path, and words for what it sees. */
export function maskingRemark(
  path: string,
  { sizes, masked }: { sizes: string; masked: string },
): string {
  return `${path} could copy, with ${sizes}: a quarter of ${masked} is masked in pre-training; a corruption ` +
    "or penalties in the stage say otherwise.";
}
