import { MODEL_FILES } from "../../core/exported_model.ts";
import { writeSite } from "../../site/write_site.ts";
import { tritonRepository } from "../../triton/triton_repository.ts";
import type { SmallerOptions } from "../../workflows/precision/smaller_model.ts";
import { saidOf, smallerModels } from "./smaller_models.ts";
import type { WrittenExport } from "./written_export.ts";

/** The most examples that a server runs at once, unless it is told. */
export const TRITON_BATCH = 128;

/** The choices of an export for NVIDIA Triton. */
export interface TritonExportOptions {
  /** The folder to write; an earlier export is replaced. */
  readonly out: string;
  /** The most examples that run at once: 128 unless given. */
  readonly maxBatch?: number | undefined;
  /** Smaller weights: as they are unless given. */
  readonly precision?: SmallerOptions | undefined;
}

/** A model repository, and the names of its models. */
export interface TritonExport extends WrittenExport {
  /** The names of the models. */
  readonly models: readonly string[];
  /** The most examples that run at once. */
  readonly maxBatch: number;
}

/** The files of a run that a repository serves. */
const GRAPHS = [MODEL_FILES.encoder, MODEL_FILES.decoder, MODEL_FILES.classifier];

/** The list of the files of a repository; a server looks into folders alone. */
const REPOSITORY = { what: "model repository", list: "repository.json" };

/**
 * Writes a model repository of runs, as NVIDIA Triton and KServe load one. Throws an Error of one sentence
 * for a run without exported halves, and for a folder that holds something else.
 *
 * @example
 * ```ts
 * import { exportTriton } from "isthmus/runs";
 *
 * const { models } = await exportTriton(["runs/strokes-2"], { out: "repository", maxBatch: 64 });
 * assert(models.length === 3);
 * ```
 */
export async function exportTriton(
  runs: readonly string[],
  { out, maxBatch = TRITON_BATCH, precision }: TritonExportOptions,
): Promise<TritonExport> {
  const smaller = await smallerModels(runs, precision, GRAPHS);
  const { files, models } = await tritonRepository(runs, {
    maxBatch,
    smaller: new Map([...smaller].map(([run, { files }]) => [run, files])),
  });
  const written = await writeSite(files, out, REPOSITORY);
  return { out, ...written, models, maxBatch, ...saidOf(smaller) };
}
