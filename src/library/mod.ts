/**
 * The whole way from code: the command line as functions. `trainRun` makes a run folder of a recipe,
 * `resumeRun` goes on with it, `evaluateRun` and `reportRun` measure and show it, `export…` write what
 * servers, pages and edge functions run, and `openRun` opens it for inference with its preprocessing.
 * `autoencoder(…).fit(rows)` is the short form.
 *
 * @module
 */
export type { NdArray } from "../core/nd_array.ts";
export type { Evaluation } from "../evaluation/record/evaluation.ts";
export type { RawExample, RawRow } from "../preprocessing/mod.ts";
export {
  autoencoder,
  type FitOptions,
  type FittedAutoencoder,
  type UnfittedAutoencoder,
} from "./autoencoder.ts";
export { evaluateRun, type EvaluateRunOptions, type RunEvaluation } from "./evaluate_run.ts";
export { type EdgeExport, type EdgeExportOptions, exportEdge } from "./exports/export_edge.ts";
export { exportOnnx, exportSmaller, type OnnxExport } from "./exports/export_onnx.ts";
export {
  exportTriton,
  TRITON_BATCH,
  type TritonExport,
  type TritonExportOptions,
} from "./exports/export_triton.ts";
export { exportWeb, type WebExportOptions, type WrittenPages } from "./exports/export_web.ts";
export type { WrittenExport } from "./exports/written_export.ts";
export { type Classification, type OpenRun, openRun } from "./open_run.ts";
export { loadPlugins } from "../workflows/plugins/load_plugins.ts";
export { reportRun } from "./report_run.ts";
export {
  resumeRun,
  type RunEvent,
  type RunOptions,
  type TrainedRun,
  trainRun,
  type TrainRunOptions,
} from "./train_run.ts";
export type { Labels, Rows } from "./write_rows.ts";
