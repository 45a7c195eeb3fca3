import { MODEL_FILES } from "../../core/exported_model.ts";
import { writeSite } from "../../site/write_site.ts";
import { edgeFolder } from "../../workflows/edge/edge_folder.ts";
import type { HostLimit } from "../../workflows/edge/host_limits.ts";
import type { SmallerOptions } from "../../workflows/precision/smaller_model.ts";
import { saidOf, smallerModels } from "./smaller_models.ts";
import type { WrittenExport } from "./written_export.ts";

/** The choices of an export for edge functions. */
export interface EdgeExportOptions {
  /** The folder to write; an earlier export is replaced. */
  readonly out: string;
  /** Smaller weights: as they are unless given. */
  readonly precision?: SmallerOptions | undefined;
}

/** A folder for edge functions, beside the limits of hosts. */
export interface EdgeExport extends WrittenExport {
  /** The number of weights. */
  readonly parameters: number;
  /** The limits of hosts, and what of the export stands against each. */
  readonly limits: readonly HostLimit[];
}

/** A folder for edge functions. */
const EDGE = { what: "folder for edge functions", list: "export.json" };

/**
 * Writes the encoder of a run as a folder for edge functions. Throws an Error of one sentence for a run
 * without one, and for a folder that holds something else.
 *
 * @example
 * ```ts
 * import { exportEdge } from "isthmus/runs";
 *
 * const { files } = await exportEdge("runs/strokes-2", { out: "edge" });
 * assert(files.includes("isthmus-encoder.js"));
 * ```
 */
export async function exportEdge(
  run: string,
  { out, precision }: EdgeExportOptions,
): Promise<EdgeExport> {
  const smaller = await smallerModels([run], precision), model = smaller.get(run);
  const { files: folder, limits, parameters } = await edgeFolder(run, {
    smaller: model?.files.get(MODEL_FILES.encoder),
    precision: model?.record.precision,
  });
  const site = new Map([...folder].map(([path, bytes]) => [path, { bytes }]));
  return { out, ...await writeSite(site, out, EDGE), parameters, limits, ...saidOf(smaller) };
}
