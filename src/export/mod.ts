export { type OnnxFiles, type OnnxOptions, toOnnx, VALUES } from "./to_onnx.ts";
