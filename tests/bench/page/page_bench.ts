import * as esbuild from "esbuild";
import { fromFileUrl } from "@std/path";
import { serveSite } from "../../../src/site/serve_site.ts";
import { gallerySite } from "../../../src/site/web_site.ts";
import { PAGE_POLICY } from "../../../src/site/pages/page_policy.ts";
import { findPrograms, type Programs } from "../../browser/find_programs.ts";
import { linesOf } from "../../browser/lines_of.ts";
import { demoStart } from "./demo_start.ts";
import { elementSize } from "./element_size.ts";
import type { PagesToMeasure } from "./measure_pages.ts";
import type { PageFigures } from "./page_figures.ts";

/** Models of `models/` whose pages are opened. */
const MODELS = [
  "mnist-conv-switches",
  "mnist-small-2",
  "mnist-small-conditional",
  "mnist-small-denoising",
  "mnist-small-variational-2",
  "strokes-2",
  "strokes-variational-2",
];

const LOADS = 10;

const path = (name: string) => fromFileUrl(new URL(`../../../${name}`, import.meta.url));

/** The size of the element, the start of the demo, and the pages of the kept models in a browser. */
export async function* pageBench(): AsyncIterable<PageFigures> {
  yield { kind: "line", text: await elementSize() };
  yield { kind: "line", text: await demoStart() };
  const programs = findPrograms();
  if ("missing" in programs) {
    yield { kind: "line", text: `Pages were not opened: there is ${programs.missing}` };
  } else yield* openPages(programs);
}

async function* openPages({ chromium, node }: Programs): AsyncIterable<PageFigures> {
  const script = await bundleMeasure();
  const site = await gallerySite(MODELS.map((name) => path(`models/${name}`)), {
    engines: ["lite", "wasm", "webgpu"],
  });
  const server = await serveSite(site, { port: 0, policy: PAGE_POLICY });
  const work: PagesToMeasure = {
    executablePath: chromium,
    url: server.url,
    models: MODELS,
    loads: LOADS,
  };
  const child = new Deno.Command(node, {
    args: ["--enable-source-maps", script, JSON.stringify(work)],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let ended = false;
  try {
    for await (const line of linesOf(child.stdout)) yield JSON.parse(line);
    const { success } = await child.status;
    ended = true;
    if (!success) throw new Error("Cannot measure the pages: the program in Node failed");
  } finally {
    if (!ended) child.kill("SIGTERM");
    await child.status;
    await server.close();
  }
}

/** Bundles what runs in Node to a place within the repository, where Node finds its packages. */
async function bundleMeasure(): Promise<string> {
  const outfile = path("build/page_bench/measure_pages.mjs");
  try {
    await esbuild.build({
      stdin: {
        contents: 'import { measurePages } from "./measure_pages.ts";\n' +
          "await measurePages(JSON.parse(process.argv[2]));",
        resolveDir: path("tests/bench/page"),
        loader: "ts",
      },
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      external: ["playwright-core"],
      sourcemap: "inline",
      outfile,
      logLevel: "error",
    });
  } finally {
    await esbuild.stop();
  }
  return outfile;
}
