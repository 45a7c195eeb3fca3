export { expectedAveragePrecision } from "./measures/expected_average_precision.ts";
export { precisionAt, precisionAtRecall } from "./measures/precision.ts";
export { type RankGroup, rankGroups } from "./measures/rank_groups.ts";
