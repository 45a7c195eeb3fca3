export type { Collection, CollectionItem, CollectionManifest } from "./collection/collection.ts";
export { type CollectionSearch, searchCollection } from "./collection/search_collection.ts";
export type { Found } from "./collection/found.ts";
export { expectedAveragePrecision } from "./measures/expected_average_precision.ts";
export { precisionAt, precisionAtRecall } from "./measures/precision.ts";
export { type RankGroup, rankGroups } from "./measures/rank_groups.ts";
export { twoStageGroups, type TwoStages } from "./measures/two_stage_groups.ts";
export { type BitFigures, bitFigures } from "./search/bit_figures.ts";
export { bitThreshold } from "./search/bit_threshold.ts";
export { codeDistance, normalizedRows } from "./search/code_distance.ts";
export type { Nearest } from "./search/nearest.ts";
export { type BitCodes, type BitSearch, bitsOf, searchBits } from "./search/search_bits.ts";
export { type Metric, METRICS } from "./search/metric.ts";
export { type CodeSearch, searchCodes } from "./search/search_codes.ts";
export { usualMetric } from "./search/usual_metric.ts";
export {
  sortByWords,
  takeWordRows,
  wordRow,
  type WordRows,
  wordRows,
} from "./collection/word_rows.ts";
export { wordRowsOfFile } from "./collection/word_rows_of_file.ts";
