import { layerOf, type LayerSpec } from "../layers/mod.ts";
import type { AutoencoderSpec } from "./spec.ts";

/** The model for so many training examples: options of its layers that go by their number are set. */
export function forExamples(spec: AutoencoderSpec, count: number): AutoencoderSpec {
  const fitted = (layers: readonly LayerSpec[]): LayerSpec[] =>
    layers.map((layer) => layerOf(layer).forExamples?.(layer, count) ?? layer);
  return { ...spec, encoder: fitted(spec.encoder), decoder: fitted(spec.decoder) };
}
