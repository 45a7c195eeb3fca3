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
  encodeItq,
  encodePca,
  fitItq,
  fitLsa,
  fitPca,
  fitPcaInPieces,
  type Itq,
  type ItqOptions,
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
  type CountedTexts,
  countWords,
  type DataSet,
  type DenseExamples,
  denseExamples,
  documents,
  type Examples,
  gatherBatch,
  type SparseRows,
  splitExamples,
  strokes,
  type TextOptions,
  unitRows,
  wholeBatch,
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
  type Collection,
  type CollectionItem,
  type CollectionManifest,
  type CollectionSearch,
  expectedAveragePrecision,
  type Found,
  type Metric,
  type Nearest,
  precisionAt,
  precisionAtRecall,
  type RankGroup,
  rankGroups,
  searchBits,
  searchCodes,
  searchCollection,
  sortByWords,
  twoStageGroups,
  type TwoStages,
  wordRow,
  type WordRows,
  wordRows,
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
export {
  defineMeasure,
  definePlugin,
  defineReportSection,
  type Plugin,
  usePlugin,
  withPluginParts,
} from "./plugins/mod.ts";
export { type Corruption, defineCorruption } from "./corruptions/mod.ts";
export { defineLayer, type Layer } from "./layers/mod.ts";
export { defineLikelihood, type Likelihood } from "./losses/mod.ts";
export { codeRows, definePenalty, type Penalty, penaltyFields } from "./penalties/mod.ts";
export { element } from "./plots/element.ts";
export { readData, type ReadDataOptions } from "./io/read/read_data.ts";
export { readKernels } from "./io/read_kernels.ts";
export {
  denseCode,
  fillUniform,
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
export { metricsToEvents } from "./tensorboard/mod.ts";
export {
  type AugmentOptions,
  type EpochMetrics,
  fit,
  type FitInput,
  parseMetrics,
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
  type TrainingEvent,
  type TrainingOptionsInput,
} from "./training/mod.ts";
export {
  type AutoencoderOptionsInput,
  defineVariant,
  describeAutoencoder,
  type Variant,
  type VariantName,
  type VariantOptions,
  variants,
} from "./variants/mod.ts";
