import { writeSite } from "../../site/write_site.ts";
import { smallerFolder } from "../../workflows/precision/smaller_folder.ts";
import { smallerModel, type SmallerOptions } from "../../workflows/precision/smaller_model.ts";
import { type RenewedExport, renewExport } from "../../workflows/renew_export.ts";
import { saidOf } from "./smaller_models.ts";
import type { WrittenExport } from "./written_export.ts";

/** A folder of a model with smaller files. */
const SMALLER = { what: "folder of a smaller model", list: "export.json" };

/**
 * Writes the ONNX files of a run with smaller weights into a folder of their own; the run keeps its own.
 * Throws a RangeError with the figure where they are further off than the bound, and an Error of one
 * sentence for a run without exported halves and for a folder that holds something else.
 *
 * @example
 * ```ts
 * import { exportSmaller } from "isthmus/runs";
 *
 * const precision = { precision: "fp16" } as const;
 * const smaller = await exportSmaller("runs/strokes-2", { out: "smaller", precision });
 * assert(smaller.precision[0].bytes.after < 0.6 * smaller.precision[0].bytes.before);
 * ```
 */
export async function exportSmaller(
  run: string,
  { out, precision }: { readonly out: string; readonly precision: SmallerOptions },
): Promise<WrittenExport> {
  const model = await smallerModel(run, precision), folder = await smallerFolder(run, model);
  const site = new Map([...folder].map(([path, bytes]) => [path, { bytes }]));
  return { out, ...await writeSite(site, out, SMALLER), ...saidOf(new Map([[run, model]])) };
}

/** The ONNX files of a run, how near they are to the trainer, and what could not be written. */
export type OnnxExport = RenewedExport;

/**
 * Writes the ONNX files of a run anew, into its own folder, and compares them with the trainer. Throws an
 * Error, one sentence, where the run is not finished, or the files are not to be trusted.
 *
 * @example
 * ```ts
 * import { exportOnnx } from "isthmus/runs";
 *
 * const { paths, parity } = await exportOnnx("runs/strokes-2");
 * assert(paths.includes("onnx/model.onnx") && parity.code < 1e-4);
 * ```
 */
export async function exportOnnx(
  run: string,
  options: {
    /** True for files beside them that take and give the numbers of the data, as they were read. */
    readonly withPreprocessing?: boolean;
  } = {},
): Promise<OnnxExport> {
  return await renewExport(run, options);
}
