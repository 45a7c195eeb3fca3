export { type CodebookUse, codebookUse } from "./codebook_use.ts";
export { type CodeStatistics, codeStatistics } from "./code_statistics.ts";
export { type ImportanceOptions, importanceWeightedSurprise } from "./importance_weighted.ts";
export type { NormalCodes } from "./draw_codes.ts";
export { type Reconstruct, reconstructionError } from "./reconstruction_error.ts";
export { type Tangents, tangents } from "./tangents.ts";
export { totalVariance } from "./total_variance.ts";
export {
  type VariationalBound,
  variationalBound,
  type VariationalDecoder,
  type VariationalModel,
} from "./variational.ts";
