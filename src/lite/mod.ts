/**
 * A small engine for exported models, for pages on which an ONNX Runtime is too large: the operators
 * that exports use, in a memory of their own, the products in WebAssembly.
 */
export { createLiteRuntime, type LiteRuntime } from "./create_lite_runtime.ts";
export type { TensorLike } from "./feeds.ts";
export { LiteTensor, type LiteTensorValues } from "./lite_tensor.ts";
export { type LiteMetadata, type LiteSession, openLite } from "./open_lite.ts";
