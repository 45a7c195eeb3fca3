export { type AdamOptions, adamStep, type AdamTensors } from "./adam_step.ts";
export { bernoulliMask } from "./bernoulli_mask.ts";
export {
  biasedConv2d,
  biasedConv2dTranspose,
  type ConvolutionOptions,
  type ConvolutionTensors,
} from "./biased_convolution.ts";
export { denseCode } from "./dense_code.ts";
export { fillNormal } from "./fill_normal.ts";
export { fillUniform } from "./fill_uniform.ts";
export { heapBytes } from "./heap.ts";
export { maxPool, type Pooled } from "./max_pool.ts";
export { maxUnpool, type UnpoolOptions } from "./max_unpool.ts";
export { meanSquaredError } from "./mean_squared_error.ts";
export { normalizeRows, removeParallel } from "./row_constraints.ts";
export type { PoolOptions } from "./pool_shape.ts";
export { type SgdOptions, sgdStep, type SgdTensors } from "./sgd_step.ts";
export { sigmoidCrossEntropy } from "./sigmoid_cross_entropy.ts";
export { silu } from "./silu.ts";
export { sparseDecode } from "./sparse_decode.ts";
export {
  sparseEncode,
  type SparseEncodeOptions,
  type SparseEncoder,
  type SparseEncoding,
} from "./sparse_encode.ts";
export {
  type KernelBinaries,
  type KernelBuild,
  type Numerics,
  startBackend,
} from "./start_backend.ts";
export type { Streams } from "./streams.ts";
export { sumOfSquares } from "./sum_of_squares.ts";
export { type SparseCode, topK, type TopKOptions } from "./top_k.ts";
export { upSample } from "./up_sample.ts";
