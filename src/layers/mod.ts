import type { z } from "zod";
import { createRegistry } from "../schemas/create_registry.ts";
import type { Layer } from "./contract/layer.ts";
import * as layers from "./registry.ts";

export type {
  ApplyContext,
  EmitContext,
  GivenSpec,
  Layout,
  LinkSpec,
  MirrorContext,
  ParamContext,
  PullbackContext,
  Value,
} from "./contract/contexts.ts";
export type { Layer } from "./contract/layer.ts";
export type {
  Constraint,
  Fans,
  InitialConstant,
  InitialCopy,
  Initializer,
  OwnParam,
  ParamSpec,
  TiedParam,
} from "./contract/param_spec.ts";
export { deadAfterOf } from "./sparse/dense_top_k.ts";
export { inferCode, type InferenceInput, type InferenceOptions } from "./sparse/infer_code.ts";
export { inferenceFields, inferenceOf } from "./sparse/sparse_inference.ts";
export {
  type Activation,
  ACTIVATION_NAMES,
  type ActivationName,
  activations,
} from "./contract/activations.ts";

const registry = createRegistry("type", layers);

/** The schema of a layer's spec: plain JSON, told apart by `type`. */
export const layerSpec = registry.schema;

/** The description of one layer. */
export type LayerSpec = z.infer<typeof layerSpec>;

/** The layer that a spec describes. */
export function layerOf(spec: LayerSpec): Layer<LayerSpec, LayerSpec | undefined> {
  return registry.partOf(spec);
}
