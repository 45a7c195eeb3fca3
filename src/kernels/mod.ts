export { type AdamOptions, adamStep, type AdamTensors } from "./adam_step.ts";
export { heapBytes } from "./heap.ts";
export { meanSquaredError } from "./mean_squared_error.ts";
export { type SgdOptions, sgdStep, type SgdTensors } from "./sgd_step.ts";
export { sigmoidCrossEntropy } from "./sigmoid_cross_entropy.ts";
export { sparseDecode } from "./sparse_decode.ts";
export {
  type KernelBinaries,
  type KernelBuild,
  type Numerics,
  startBackend,
} from "./start_backend.ts";
export { sumOfSquares } from "./sum_of_squares.ts";
export { type SparseCode, topK, type TopKOptions } from "./top_k.ts";
