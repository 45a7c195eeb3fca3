export { type AdamOptions, adamStep, type AdamTensors } from "./learning/adam_step.ts";
export { bernoulliMask } from "./random/bernoulli_mask.ts";
export {
  biasedConv2d,
  biasedConv2dTranspose,
  type ConvolutionOptions,
  type ConvolutionTensors,
} from "./convolution/biased_convolution.ts";
export { conv2dInputGradient } from "./convolution/conv2d_dilation.ts";
export { denseCode } from "./sparse/dense_code.ts";
export { denoiseGaussian } from "./elementwise/denoise_gaussian.ts";
export { fillNormal } from "./random/fill_normal.ts";
export { fillUniform } from "./random/fill_uniform.ts";
export { endThreads, heapBytes, startThreads, threadCounts, type Threads } from "./heap/heap.ts";
export { setSharing, type Sharing } from "./heap/threads/share_work.ts";
export { inScope } from "./heap/in_scope.ts";
export { maxPool, type Pooled } from "./pooling/max_pool.ts";
export { maxUnpool, type UnpoolOptions } from "./pooling/max_unpool.ts";
export { meanSquaredError } from "./learning/mean_squared_error.ts";
export { multiplyStates, type StatesProduct } from "./boltzmann/multiply_states.ts";
export { normalizeColumns, type NormalizedPart } from "./elementwise/normalize_columns.ts";
export { normalizeRows, removeParallel } from "./sparse/row_constraints.ts";
export type { PoolOptions } from "./pooling/pool_shape.ts";
export { type SgdOptions, sgdStep, type SgdTensors } from "./learning/sgd_step.ts";
export { randomSigns } from "./random/random_signs.ts";
export {
  type BinarySample,
  type SampleOptions,
  sampleSigmoid,
} from "./boltzmann/sample_sigmoid.ts";
export { sigmoidCrossEntropy } from "./learning/sigmoid_cross_entropy.ts";
export { silu } from "./elementwise/silu.ts";
export { softplusSums } from "./boltzmann/softplus_sums.ts";
export { sparseDecode } from "./sparse/sparse_decode.ts";
export {
  sparseEncode,
  type SparseEncodeOptions,
  type SparseEncoder,
  type SparseEncoding,
} from "./sparse/sparse_encode.ts";
export {
  hasRelaxedSimd,
  type KernelBinaries,
  type KernelBuild,
  type Numerics,
  startBackend,
} from "./start_backend.ts";
export type { Streams } from "./random/streams.ts";
export { sumOfSquares } from "./learning/sum_of_squares.ts";
export { type SparseCode, topK, type TopKOptions } from "./sparse/top_k.ts";
export { sumBlocks, upSample } from "./pooling/up_sample.ts";
