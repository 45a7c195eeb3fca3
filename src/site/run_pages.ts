import type { EngineName } from "../web/model/engine.ts";
import { pageEngines } from "./page_engines.ts";
import type { Site } from "./site.ts";
import { gallerySite, type SmallerFiles, webSite } from "./web_site.ts";

/** The choices of the pages of runs. */
export interface RunPagesOptions {
  /** The engines that they offer: those of `pageEngines` unless given. */
  readonly engines?: readonly EngineName[] | undefined;
  /** The files of an index of one run, as `webSite` takes them. */
  readonly index?: ReadonlyMap<string, Uint8Array<ArrayBuffer>> | undefined;
  /** The files that stand in the place of those of the runs, by their folders. */
  readonly smaller?: ReadonlyMap<string, SmallerFiles> | undefined;
}

/** The pages of runs, and what they run on. */
export interface RunPages {
  readonly site: Site;
  /** The engines whose files lie in the site, that of most pages first. */
  readonly engines: readonly EngineName[];
  /** Sentences on engines that nobody asked for. */
  readonly remarks: readonly string[];
}

/**
 * The pages that run the models of runs: one run is a page, several are a gallery. Throws as `pageEngines` and
 * `webSite` do.
 */
export async function runPages(
  runs: readonly string[],
  { engines: wanted, index, smaller }: RunPagesOptions,
): Promise<RunPages> {
  const { engines, own, remarks } = await pageEngines(runs, { engines: wanted, smaller });
  const [run] = runs;
  const site = runs.length > 1
    ? await gallerySite(runs, { engines, own, smaller })
    : await webSite(run, { engines: own.get(run) ?? engines, index, smaller: smaller?.get(run) });
  const all = runs.flatMap((each) => own.get(each) ?? engines);
  return { site, engines: [...new Set(all)], remarks };
}
