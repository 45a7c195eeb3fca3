import { fromFileUrl } from "@std/path";
import { readSite } from "../../site/read_site.ts";
import { serveSite } from "../../site/serve_site.ts";
import { findModels } from "../../site/find_models.ts";
import { type RunPages, runPages } from "../../site/run_pages.ts";
import { gallerySite } from "../../site/web_site.ts";
import { PAGE_POLICY } from "../../site/pages/page_policy.ts";
import type { Command } from "../options/command.ts";
import { ENGINES_OPTION, enginesValue } from "../options/shared_options.ts";
import { integerValue } from "../options/values.ts";

/** The port unless another is asked for. */
const PORT = 8000;

const MODELS = fromFileUrl(new URL("../../../models/", import.meta.url));

/** Serves the pages of trained models to this machine. */
export const demoCommand: Command = {
  name: "demo",
  hearsInterrupts: true,
  withoutPlugins: true,
  place: 150,
  task: "demo",
  summary:
    "shows the small trained models of models/ in the browser, those of the runs named, or an exported site",
  positionals: "[RUN …]",
  options: {
    port: { value: "N", description: `the port on this machine (${PORT}); 0 for any free one` },
    ...ENGINES_OPTION,
  },
  example: "deno task demo --port 8080",
  prepare(args) {
    const port = integerValue(args, "port") ?? PORT;
    if (port > 65535) throw new TypeError(`Cannot use --port ${port}: expected one below 65536`);
    const engines = enginesValue(args);
    return async (interrupt) => {
      const { site, remarks = [] } = await siteOf(args.positionals, engines);
      const served = await serveSite(site, { port, policy: PAGE_POLICY }),
        { url, finished } = served;
      if (interrupt.aborted) await served.close();
      else interrupt.addEventListener("abort", () => void served.close());
      return { json: { url }, text: `Open ${url} (Ctrl+C ends it)`, remarks, until: finished };
    };
  },
};

/** The site of what was named: nothing, a folder that `export` wrote, or runs. */
async function siteOf(
  named: readonly string[],
  engines: ReturnType<typeof enginesValue>,
): Promise<Pick<RunPages, "site"> & Partial<RunPages>> {
  if (named.length === 0) {
    // The lite engine runs all that is kept, which need not be seen anew at each start.
    const options = { engines: engines ?? ["lite" as const] };
    return { site: await gallerySite(await findModels(MODELS), options) };
  }
  const written = named.length === 1 ? await readSite(named[0]) : undefined;
  return written ? { site: written } : await runPages(named, { engines });
}
