export { type OnnxFiles, type OnnxOptions, toOnnx } from "./to_onnx.ts";
export type { RawUnits } from "./raw_units.ts";
export { calibrate } from "./calibrate.ts";
export { generationConfigOf } from "./generation_config.ts";
