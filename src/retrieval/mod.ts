export { expectedAveragePrecision } from "./measures/expected_average_precision.ts";
export { precisionAt, precisionAtRecall } from "./measures/precision.ts";
export { type RankGroup, rankGroups } from "./measures/rank_groups.ts";
export { twoStageGroups, type TwoStages } from "./measures/two_stage_groups.ts";
export type { Nearest } from "./search/nearest.ts";
export { type BitCodes, type BitSearch, bitsOf, searchBits } from "./search/search_bits.ts";
export { type CodeSearch, type Metric, METRICS, searchCodes } from "./search/search_codes.ts";
