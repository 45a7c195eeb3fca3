// The kernels of training, on the memory of tfjs; `asm/lite.ts` has those of pages.
//
// A new one is its file in a folder of `asm/` and a line here. `deno task kernels --write` then
// declares it in `src/kernels/heap/routines.ts`. It also has a wrapper in `src/kernels`, a twin that
// computes the same in plain TypeScript in `tests/kernels/plain`, and a bench in `tests/bench`.
export { adam } from "./learning/adam";
export { averagePoolGradient } from "./tfjs/average_pool_gradient";
export { bernoulli } from "./random/bernoulli";
export {
  binaryCrossEntropyGradient,
  binaryCrossEntropyRows,
} from "./learning/binary_cross_entropy";
export { classCrossEntropyGradient, classCrossEntropyRows } from "./learning/class_cross_entropy";
export { columnSums } from "./elementwise/column_sums";
export { convolveRows } from "./convolution/convolve_rows";
export { countKept, keepFirst, leastPositive } from "./sparse/batch_top_k";
export { denoiseGaussian, denoiseGaussianGradient } from "./elementwise/denoise_gaussian";
export { depthwiseFilterGradient } from "./tfjs/depthwise_filter_gradient";
export { depthwiseRows } from "./tfjs/depthwise_rows";
export { filterGradient } from "./convolution/filter_gradient";
export { firstOutside } from "./sparse/first_outside";
export { flushSmall } from "./learning/flush_small";
export { gatherRows } from "./sparse/gather_rows";
export { gemm, gemmPart, gemmScratch, isRowByRow } from "./products/gemm";
export { isSparseProduct, multiplySparse, sparseScratch } from "./products/multiply_sparse";
export { joinEntries } from "./sparse/join_entries";
export { leakyRelu } from "./elementwise/leaky_relu";
export { listMarked } from "./sparse/list_marked";
export { logarithmScratch } from "./arithmetic/logarithm";
export { maxPool } from "./pooling/max_pool";
export { maxPoolGradient } from "./tfjs/max_pool_gradient";
export { maxPoolValues } from "./tfjs/max_pool_values";
export { maxUnpool } from "./pooling/max_unpool";
export { maxUnpoolGradient } from "./pooling/max_unpool_gradient";
export { multiplyStates, statesScratch } from "./boltzmann/multiply_states";
export { normal } from "./random/normal";
export { normalizeColumns } from "./elementwise/normalize_columns";
export { normalizeColumnsGradient } from "./elementwise/normalize_columns_gradient";
export { normalizeRows } from "./sparse/normalize_rows";
export { packBlock } from "./products/pack";
export { packLine } from "./convolution/pack_line";
export { packTaps, panelWidth } from "./convolution/pack_taps";
export { padPlanes } from "./convolution/pad_planes";
export { padRows } from "./convolution/pad_rows";
export { philox, randomScratch } from "./random/philox";
export { reluGradient } from "./elementwise/relu_gradient";
export { removeParallel } from "./sparse/remove_parallel";
export { repeatChannels, sumGroups } from "./tfjs/channel_groups";
export { sampleSigmoid } from "./boltzmann/sample_sigmoid";
export { scatterRows } from "./sparse/scatter_rows";
export { segmentSum } from "./sparse/segment_sum";
export { sgd } from "./learning/sgd";
export { sigmoidCrossEntropy } from "./learning/sigmoid_cross_entropy";
export { siluGradient } from "./elementwise/silu_gradient";
export { softplusSum } from "./boltzmann/softplus_sum";
export { sparseColumnSums } from "./sparse/sparse_column_sums";
export { sparseDecode } from "./sparse/sparse_decode";
export { sortEntries, sparseDictionaryGradient } from "./sparse/sparse_dictionary_gradient";
export { sparseValuesGradient } from "./sparse/sparse_values_gradient";
export { squaredErrorRows, squaredErrorRowsGradient } from "./learning/squared_error_rows";
export { squaredError } from "./learning/squared_error";
export { sumOfSquares } from "./learning/sum_of_squares";
export { tanh } from "./elementwise/tanh";
export { tapOffsets } from "./convolution/tap_offsets";
export { topK } from "./sparse/top_k";
export { transpose } from "./products/transpose";
export { uniform } from "./random/uniform";
export { upSample } from "./pooling/up_sample";
export { upSampleGradient } from "./pooling/up_sample_gradient";
