export {
  applyLayers,
  decode,
  encode,
  type Encoding,
  type ForwardOptions,
  type Given,
  layerOutputs,
  type Params,
  reconstruct,
  toDense,
  type TracedLayer,
  type TrainingPass,
} from "./forward.ts";
export { classifierParams } from "./classifier_params.ts";
export { classify } from "./classify.ts";
export {
  classifierOptions,
  type ClassifierOptionsInput,
  describeClassifier,
} from "./describe_classifier.ts";
export { refuseClassifier } from "./refuse_classifier.ts";
export { type Calibration, calibrationSchema } from "./calibration.ts";
export { decodesCodesAlone } from "./decodes_codes_alone.ts";
export { checkPrefix, freeze, isBelow } from "./freeze.ts";
export { forExamples } from "./for_examples.ts";
export { inferCodes, type InferCodesOptions, type InferredCodes } from "./infer_codes.ts";
export { type DataStatistic, type InitOptions, initParams } from "./init.ts";
export { mirrorDecoder } from "./mirror.ts";
export {
  describeModel,
  type ModelOptions,
  modelOptions,
  modelOptionsFor,
  type ModelOptionsInput,
  stackFields,
} from "./model_options.ts";
export { countParams, type Half, type Plan, type PlannedParam } from "./plan.ts";
export type { PlannedLayer } from "../layers/mod.ts";
export { planAutoencoder } from "./plan_autoencoder.ts";
export { encoderJacobian, pullBack } from "./pull_back.ts";
export { type QuantizedLayer, quantizedLayer } from "./quantized_layer.ts";
export { type SparseLayer, sparseLayer } from "./sparse_layer.ts";
export { type AutoencoderSpec, autoencoderSpec } from "./spec.ts";
export type { TrainedModel } from "./trained_model.ts";
