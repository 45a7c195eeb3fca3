import type { PlannedLayer, SparseCodeTraits } from "../layers/mod.ts";
import type { Plan } from "./plan.ts";

/**
 * The layer that makes the codes of a model sparse, and what it says of them; the parameter that counts
 * by its full path.
 */
export interface SparseLayer extends Omit<SparseCodeTraits, "kind"> {
  readonly layer: PlannedLayer;
  /** The number of entries of a code. */
  readonly size: number;
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
