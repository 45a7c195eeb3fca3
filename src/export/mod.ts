export { type OnnxFiles, type OnnxOptions, toOnnx } from "./to_onnx.ts";
