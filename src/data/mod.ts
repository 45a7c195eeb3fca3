export { gatherBatch } from "./batches.ts";
export type { DataSet, Examples } from "./data_set.ts";
export { encodeNpy } from "./npy.ts";
export { geometricMedian } from "./geometric_median.ts";
export { meanExample } from "./mean_example.ts";
export { splitExamples } from "./split_examples.ts";
export { strokes } from "./strokes.ts";
export { takeExamples } from "./take_examples.ts";
export { sumsToOne } from "./sums_to_one.ts";
