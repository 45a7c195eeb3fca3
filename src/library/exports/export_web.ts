import {
  gallerySite,
  PAGE_MODEL_FILES,
  webSite,
  type WebSiteOptions,
} from "../../site/web_site.ts";
import { writeSite } from "../../site/write_site.ts";
import { ENGINES } from "../../web/model/engine.ts";
import type { SmallerOptions } from "../../workflows/precision/smaller_model.ts";
import { pageIndex } from "../../workflows/retrieval/page_index.ts";
import { saidOf, smallerModels } from "./smaller_models.ts";
import type { WrittenExport } from "./written_export.ts";

/** The choices of an export for browsers. */
export interface WebExportOptions {
  /** The folder to write; an earlier export is replaced. */
  readonly out: string;
  /** The engines that pages offer, the one that they start with first: all unless given. */
  readonly engines?: WebSiteOptions["engines"] | undefined;
  /** The folder of an index that the page of one run searches; none unless given. */
  readonly index?: string | undefined;
  /** Smaller weights: as they are unless given. */
  readonly precision?: SmallerOptions | undefined;
}

/**
 * Writes the pages that run the decoders of runs: one run is a page, several are a gallery. Throws a
 * TypeError for an index of several runs, and an Error of one sentence for a run without exported halves and
 * for a folder that holds something else.
 *
 * @example
 * ```ts
 * import { exportWeb } from "isthmus/runs";
 *
 * const { files } = await exportWeb(["runs/strokes-2"], { out: "site", engines: ["lite"] });
 * assert(files.includes("index.html"));
 * ```
 */
export async function exportWeb(
  runs: readonly string[],
  { out, engines = ENGINES, index, precision }: WebExportOptions,
): Promise<WrittenExport> {
  const [run] = runs;
  if (index !== undefined && runs.length > 1) {
    throw new TypeError(
      `Cannot search an index on the pages of ${runs.length} runs: it is of one encoder`,
    );
  }
  const searched = index === undefined ? undefined : await pageIndex(index, run);
  const models = await smallerModels(runs, precision, PAGE_MODEL_FILES);
  const smaller = new Map(
    [...models].map(([each, { files, record }]) => [each, { files, precision: record.precision }]),
  );
  const site =
    await (runs.length === 1
      ? webSite(run, { engines, index: searched, smaller: smaller.get(run) })
      : gallerySite(runs, { engines, smaller }));
  return { out, ...await writeSite(site, out), ...saidOf(models) };
}
