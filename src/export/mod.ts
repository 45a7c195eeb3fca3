export { type OnnxFiles, type OnnxOptions, toOnnx } from "./to_onnx.ts";
export { calibrate } from "./calibrate.ts";
export { generationConfigOf } from "./generation_config.ts";
