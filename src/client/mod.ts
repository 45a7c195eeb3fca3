/**
 * A client of the Open Inference Protocol v2, for any server of it: `fetch` alone, tensors as bytes.
 *
 * @module
 */
export {
  connect,
  type InferenceServer,
  type InferOptions,
  type ModelMetadata,
  type ServerOptions,
  type TensorMetadata,
} from "./connect.ts";
export type { Tensor, TensorData } from "./tensor.ts";
