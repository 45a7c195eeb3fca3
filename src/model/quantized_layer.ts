import { sizeOf } from "../core/shape.ts";
import type { PlannedLayer, QuantizedCode } from "../layers/mod.ts";
import type { Plan } from "./plan.ts";

/** The layer that makes the codes of a model entries of a codebook, and what it says of them. */
export interface QuantizedLayer extends Pick<QuantizedCode, "entries" | "size"> {
  readonly layer: PlannedLayer;
  /** The number of entries that a code is made of. */
  readonly count: number;
  /** The size of a code when each entry is named by its number, count · log₂ entries. */
  readonly bits: number;
}

/** The quantisation at the end of the encoder; absent without one. */
export function quantizedLayer(plan: Plan): QuantizedLayer | undefined {
  const layer = plan.encoder.at(-1)!, { code } = layer.traits;
  if (code?.kind !== "quantized") return undefined;
  const { entries, size } = code, count = sizeOf(layer.outputShape) / size;
  return { layer, entries, size, count, bits: count * Math.log2(entries) };
}
