import { runPages } from "../../site/run_pages.ts";
import { PAGE_MODEL_FILES, type WebSiteOptions } from "../../site/web_site.ts";
import { writeSite } from "../../site/write_site.ts";
import type { SmallerOptions } from "../../workflows/precision/smaller_model.ts";
import { pageIndex } from "../../workflows/retrieval/page_index.ts";
import { saidOf, smallerModels } from "./smaller_models.ts";
import type { WrittenExport } from "./written_export.ts";

/** The choices of an export for browsers. */
export interface WebExportOptions {
  /** The folder to write; an earlier export is replaced. */
  readonly out: string;
  /**
   * The engines that pages offer, the one that they start with first: unless given the lite engine alone,
   * and ONNX Runtime in the place of it for a model that it cannot run, which a remark then says.
   */
  readonly engines?: WebSiteOptions["engines"] | undefined;
  /** The folder of an index that the page of one run searches; none unless given. */
  readonly index?: string | undefined;
  /** Smaller weights: as they are unless given. */
  readonly precision?: SmallerOptions | undefined;
}

/** The pages that an export wrote. */
export interface WrittenPages extends WrittenExport {
  /** The engines that they offer. */
  readonly engines: WebSiteOptions["engines"];
}

/**
 * Writes the pages that run the decoders of runs: one run is a page, several are a gallery. Throws a
 * TypeError for an index of several runs, and an Error of one sentence for a run without exported halves, for
 * one that the lite engine cannot run where no other is asked for, and for a folder that holds something else.
 *
 * @example
 * ```ts
 * import { exportWeb } from "isthmus/runs";
 *
 * const { files, engines } = await exportWeb(["runs/strokes-2"], { out: "site" });
 * assert(files.includes("index.html"));
 * assertEquals(engines, ["lite"]);
 * ```
 */
export async function exportWeb(
  runs: readonly string[],
  { out, engines, index, precision }: WebExportOptions,
): Promise<WrittenPages> {
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
  const pages = await runPages(runs, { engines, index: searched, smaller }), said = saidOf(models);
  return {
    ...{ out, engines: pages.engines, ...await writeSite(pages.site, out), ...said },
    remarks: [...said.remarks, ...pages.remarks],
  };
}
