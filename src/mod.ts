/**
 * Isthmus: autoencoders for Deno, trained on WebAssembly, run everywhere on ONNX.
 *
 * A model is plain data (`describeAutoencoder`), checked once (`planAutoencoder`), trained by `fit` on the
 * backend that `startBackend` puts up, and exported by `toOnnx`. What runs the exported files is in
 * `isthmus/inference`.
 *
 * @module
 */
export {
  decodePca,
  encodePca,
  fitPca,
  fitPcaInPieces,
  type Pca,
  pcaError,
  type PcaOptions,
  reconstructPca,
} from "./baselines/mod.ts";
export {
  activityRemark,
  type AnnealingOptions,
  beliefBound,
  type BeliefBoundOptions,
  classifyByBelief,
  classifyByFreeEnergy,
  dataBias,
  estimateLogPartition,
  exactLogPartition,
  fitMachine,
  type FitMachineInput,
  freeEnergy,
  gibbs,
  type GibbsOptions,
  type GibbsSample,
  hiddenMeans,
  initMachine,
  type LogPartition,
  type MachineOptionsInput,
  type MachineParams,
  type MachineSpec,
  type MachineSpecInput,
  pseudoLogLikelihood,
  reverseLogLikelihood,
  sampleBelief,
  type SampleBeliefOptions,
  type Stretch,
  type TrainedMachine,
  visibleMeans,
  withLabelUnits,
} from "./boltzmann/mod.ts";
export type { NdArray } from "./core/nd_array.ts";
export { createRng, type Rng } from "./core/rng.ts";
export { decodeSafetensors, encodeSafetensors, type Safetensors } from "./core/safetensors.ts";
export type { Shape } from "./core/shape.ts";
export type { WordCounting, WordWeights } from "./core/preprocessor/word_counting.ts";
export {
  chooseLabelled,
  chooseWords,
  countWords,
  type DataSet,
  documents,
  type Examples,
  gatherBatch,
  splitExamples,
  strokes,
  type TextOptions,
} from "./data/mod.ts";
export {
  type ClassifierOnnxOptions,
  classifierToOnnx,
  type OnnxFiles,
  type OnnxOptions,
  toOnnx,
} from "./export/mod.ts";
export {
  addAttribute,
  alongDirections,
  type Analogy,
  analogy,
  attributeVector,
  type ClassPair,
  codeGrid,
  type CodeGridOptions,
  type CodeRange,
  codeRange,
  type CodeSource,
  type CodeSpace,
  type CodeSpread,
  type Covariance,
  decodeCodeSpace,
  encodeCodeSpace,
  fitGaussianMixture,
  fitMixtureInPieces,
  type FitMixtureOptions,
  type GaussianMixture,
  interpolate,
  type InterpolateOptions,
  type InterpolationPath,
  meanCode,
  mixtureLogDensity,
  type MixtureParameters,
  moveAlong,
  normalQuantile,
  sampleCodes,
  sampleMixture,
  unitNormal,
} from "./generation/mod.ts";
export {
  createPreprocessor,
  type Preprocessor,
  type RawAutoencoder,
  type RawExample,
  withPreprocessor,
} from "./preprocessing/mod.ts";
export {
  type BitCodes,
  type BitSearch,
  bitsOf,
  type CodeSearch,
  expectedAveragePrecision,
  type Metric,
  type Nearest,
  precisionAt,
  precisionAtRecall,
  type RankGroup,
  rankGroups,
  searchBits,
  searchCodes,
} from "./retrieval/mod.ts";
export {
  continuity,
  type MapEnd,
  type MapEvent,
  type MapMeasureOptions,
  type MapStep,
  type MapWasm,
  neighbourAccuracy,
  neighboursOf,
  principalPlane,
  trustworthiness,
  tsne,
  type TsneOptions,
  umap,
  type UmapOptions,
} from "./maps/mod.ts";
export { readData, type ReadDataOptions } from "./io/read/read_data.ts";
export { readKernels } from "./io/read_kernels.ts";
export {
  denseCode,
  type KernelBinaries,
  type KernelBuild,
  maxPool,
  maxUnpool,
  type Numerics,
  type Pooled,
  type PoolOptions,
  type SparseCode,
  sparseDecode,
  sparseEncode,
  type SparseEncodeOptions,
  type SparseEncoder,
  type SparseEncoding,
  startBackend,
  topK,
  type TopKOptions,
  type UnpoolOptions,
  upSample,
} from "./kernels/mod.ts";
export {
  fitLadder,
  type FitLadderInput,
  foldLadder,
  type LadderOptionsInput,
} from "./ladder/mod.ts";
export {
  type AutoencoderSpec,
  type ClassifierOptionsInput,
  classifierParams,
  classify,
  countParams,
  decode,
  describeClassifier,
  encode,
  type Encoding,
  type Plan,
  planAutoencoder,
  reconstruct,
  toDense,
} from "./model/mod.ts";
export {
  type AugmentOptions,
  type EpochMetrics,
  fit,
  type FitInput,
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
  type TrainingEvent,
  type TrainingOptionsInput,
} from "./training/mod.ts";
export {
  type AutoencoderOptionsInput,
  describeAutoencoder,
  type Variant,
  type VariantName,
  type VariantOptions,
  variants,
} from "./variants/mod.ts";
