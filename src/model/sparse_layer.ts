import { deadAfterOf, layerOf } from "../layers/mod.ts";
import type { Plan, PlannedLayer } from "./plan.ts";

/** The layer that makes the codes of a model sparse. */
export interface SparseLayer {
  readonly layer: PlannedLayer;
  /** How many entries of a code are not 0. */
  readonly k: number;
  /** How many entries a code has. */
  readonly size: number;
  /** Where training counts for how many examples each entry has been 0, and from when it is dead. */
  readonly idle?: { readonly param: string; readonly deadAfter: number };
}

/** The layer at the end of the encoder that keeps only some entries of a code; absent without one. */
export function sparseLayer(plan: Plan): SparseLayer | undefined {
  const layer = plan.encoder.at(-1)!;
  const { spec } = layer;
  const k = layerOf(spec).kept?.(spec, layer.inputShape);
  if (k === undefined) return undefined;
  const idle = spec.type === "dense_top_k" &&
    { param: layer.params.idle, deadAfter: deadAfterOf(spec) };
  return { layer, k, size: plan.codeShape[0], ...(idle && { idle }) };
}
