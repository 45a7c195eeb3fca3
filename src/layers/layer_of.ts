import type { z } from "zod";
import { type AddedParts, createRegistry } from "../schemas/create_registry.ts";
import type { Layer } from "./contract/layer.ts";
import * as layers from "./registry.ts";

const registry = createRegistry("type", layers);

/** The schema of a layer's spec: plain JSON, told apart by `type`. */
export const layerSpec = registry.schema;

/** The description of one layer. */
export type LayerSpec = z.infer<typeof layerSpec>;

/** The way in for layers of plug-ins. */
export const layerAdditions: AddedParts = registry;

/** The layer that a spec describes. */
export function layerOf(spec: LayerSpec): Layer<LayerSpec, LayerSpec | undefined> {
  return registry.partOf(spec);
}
