export type { ApplyContext, GivenSpec, Layout, LinkSpec, Value } from "./contract/contexts.ts";
export type { Constraint, Fans, Initializer, OwnParam, ParamSpec } from "./contract/param_spec.ts";
export { inferCode } from "./sparse/infer_code.ts";
export { kFields } from "./sparse/k_schedule.ts";
export { inferenceFields } from "./sparse/sparse_inference.ts";
export { ACTIVATION_NAMES, type ActivationName, activations } from "./contract/activations.ts";
export type { InferenceOptions, QuantizedCode, SparseCodeTraits } from "./contract/code_traits.ts";
export { layerOf, type LayerSpec, layerSpec } from "./layer_of.ts";
export type { PlannedLayer } from "./planned_layer.ts";
