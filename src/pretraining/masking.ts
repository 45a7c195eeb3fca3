import type { CorruptionSpec } from "../corruptions/mod.ts";

/**
 * The damage to the inputs of layers that could copy them; "Stacked denoising autoencoders" (Vincent et al.,
 * 2010) finds 0.25 best.
 */
export const MASKING: CorruptionSpec = { type: "masking", rate: 0.25 };
