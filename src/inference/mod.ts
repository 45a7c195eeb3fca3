/**
 * Trained autoencoders in a browser, in Deno or in Node.js: the caller hands in an ONNX Runtime.
 *
 * Nothing here imports TensorFlow.js or anything of one host.
 */
export type { NdArray } from "../core/nd_array.ts";
export type { Shape } from "../core/shape.ts";
export type { GenerationConfig, PriorConfig } from "../core/generation_config.ts";
export type { LikelihoodConfig } from "../core/likelihood.ts";
export { type Likelihood, likelihoodOf } from "../core/log_likelihood.ts";
export type { InputKind, PreprocessorConfig } from "../core/preprocessor/preprocessor.ts";
export { createRng, type Rng } from "../core/rng.ts";
export { loadAutoencoder, type LoadOptions } from "./load_autoencoder.ts";
export {
  loadClassifier,
  type LoadClassifierOptions,
  type LoadedClassifier,
} from "./load_classifier.ts";
export { loadDecoder, type LoadDecoderOptions } from "./load_decoder.ts";
export { type LoadedEncoder, loadEncoder, type LoadEncoderOptions } from "./load_encoder.ts";
export type {
  CodeDistribution,
  EncoderForm,
  LabelOptions,
  LoadedAutoencoder,
  LoadedDecoder,
  PreparedDecoder,
  SampleOptions,
} from "./loaded_autoencoder.ts";
export type {
  OrtRuntime,
  OrtSession,
  OrtTensor,
  OrtValueMetadata,
  OrtValues,
} from "./ort_runtime.ts";
export type { ModelFolder } from "./read_folder.ts";
