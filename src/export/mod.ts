export { type ClassifierOnnxOptions, classifierToOnnx } from "./classifier_to_onnx.ts";
export type { OnnxOptions } from "./onnx_options.ts";
export { type OnnxFiles, toOnnx } from "./to_onnx.ts";
export type { RawUnits } from "./raw_units.ts";
export { calibrate } from "./calibrate.ts";
export { generationConfigOf } from "./generation_config.ts";
