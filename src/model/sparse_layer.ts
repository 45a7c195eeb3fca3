import type { PlannedLayer } from "../layers/mod.ts";
import type { Plan } from "./plan.ts";

/** The layer that makes the codes of a model sparse. */
export interface SparseLayer {
  readonly layer: PlannedLayer;
  /** The number of entries of a code that are not 0. */
  readonly k: number;
  /** True where each code has k of them; false where it has whatever reaches a threshold. */
  readonly isCounted: boolean;
  /** The number of entries of a code. */
  readonly size: number;
  /**
   * The place where training counts for how many examples each entry has been 0, and from when it
   * is dead.
   */
  readonly idle?: { readonly param: string; readonly deadAfter: number };
}

/** The layer at the end of the encoder that keeps only some entries of a code; absent without one. */
export function sparseLayer(plan: Plan): SparseLayer | undefined {
  const layer = plan.encoder.at(-1)!, { code } = layer.traits;
  if (code?.kind !== "sparse") return undefined;
  const { k, isCounted, idle } = code;
  return {
    layer,
    k,
    isCounted,
    size: plan.codeShape[0],
    ...(idle && { idle: { ...idle, param: layer.params[idle.param] } }),
  };
}
