import { fromFileUrl, join } from "@std/path";
import type { Site, SiteFile } from "../../src/site/site.ts";
import { engineFiles } from "../../src/site/engine_files.ts";
import { findModels } from "../../src/site/find_models.ts";
import { gallerySite, webSite } from "../../src/site/web_site.ts";
import { edgeFolder } from "../../src/workflows/edge/edge_folder.ts";
import { ENGINES } from "../../src/web/model/engine.ts";
import { engineCases } from "./engine_cases.ts";
import { writeModelFolders } from "./model_folders.ts";
import { searchedSites } from "./searched_sites.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));

/** A page without a policy of its own, so that scenarios put into it what they want. */
const page = (script: string): SiteFile => ({
  text: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fixture</title>` +
    `<meta name="viewport" content="width=device-width">` +
    `<link rel="icon" href="../gallery/icon.svg"><script type="module" src="${script}"></script>` +
    `</head><body></body></html>`,
});

/**
 * All that scenarios open: the demo of the kept models in `demo/`; a gallery of models trained for a
 * moment in `gallery/`; in `bare/` the page of one whose folder lists no files; in `search-digits/`, `search-flowers/`
 * and `search-texts/` those of models with an index; in `edge/` the encoder of one for edge functions; in `fixture/` pages for one script each. What it writes lies in `directory`.
 */
export async function testSite(directory: string): Promise<Pick<Site, "get" | "has">> {
  const engines = { engines: ENGINES };
  const { bare, ...folders } = await writeModelFolders(directory);
  const bareSite = new Map(await webSite(bare, engines));
  bareSite.delete("model/manifest.json");
  const { large: digits, flowers } = folders;
  const searched = await searchedSites(directory, { digits, flowers });
  const pages = join(ROOT, "build/browser_tests/pages");
  const files = new Map<string, SiteFile>([
    ...below("demo", await gallerySite(await findModels(join(ROOT, "models")), engines)),
    ...below("gallery", await gallerySite(Object.values(folders), engines)),
    ...below("bare", bareSite),
    ...Object.entries(searched).flatMap(([name, site]) => below(`search-${name}`, site)),
    ...below("fixture", engineFiles(ENGINES)),
    ["fixture/element.html", page("../gallery/isthmus-decoder.js")],
    ["fixture/undefined.html", page("none.js")],
    ["fixture/none.js", { text: "" }],
    ["fixture/engines.html", page("engines_page.js")],
    ["fixture/engines_page.js", { file: join(pages, "engines_page.js") }],
    ["fixture/plain.html", page("plain_page.js")],
    ["fixture/plain_page.js", { file: join(pages, "plain_page.js") }],
    ["fixture/lite.wasm", { file: join(ROOT, "build/kernels/lite.wasm") }],
  ]);
  const { files: edge } = await edgeFolder(digits);
  for (const [path, bytes] of edge) files.set(`edge/${path}`, { bytes });
  const cases = engineCases(directory);
  return {
    has: (path) => files.has(path),
    get: (path) => files.get(path) ?? cases(path),
  };
}

function below(folder: string, site: Site): [string, SiteFile][] {
  return [...site].map(([path, file]) => [`${folder}/${path}`, file]);
}
