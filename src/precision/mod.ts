/**
 * Exported files with smaller weights: rounded to 16-bit floats or to 8-bit whole numbers by channel, and
 * compared with what they were.
 */
export { type ComparedBatch, compareModels, type ModelDifference } from "./compare_models.ts";
export { type Precision, type PrecisionOptions, PRECISIONS, USUAL_BOUNDS } from "./precision.ts";
export { toPrecision } from "./to_precision.ts";
export { withMetadata } from "./with_metadata.ts";
