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
export { inferCode, type InferenceInput } from "./sparse/infer_code.ts";
export { inferenceFields } from "./sparse/sparse_inference.ts";
export {
  type Activation,
  ACTIVATION_NAMES,
  type ActivationName,
  activations,
} from "./contract/activations.ts";
export type {
  CodeTraits,
  InferenceOptions,
  QuantizedCode,
  SparseCodeTraits,
} from "./contract/code_traits.ts";
export type { Traits, Weights } from "./contract/traits.ts";
export { layerOf, type LayerSpec, layerSpec } from "./layer_of.ts";
export type { PlannedLayer } from "./planned_layer.ts";
