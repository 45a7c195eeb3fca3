import { readBytes } from "../io/files/read_bytes.ts";
import { basename, join, resolve } from "@std/path";
import { MAP_PAGE, MODEL_FILES, PAGE_INDEX, REQUIRED_FILES } from "../core/exported_model.ts";
import { decodeCodeSpace } from "../generation/mod.ts";
import type { Site, SiteFile } from "./site.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import type { EngineName } from "../web/model/engine.ts";
import type { GalleryModel } from "./pages/described_model.ts";
import { galleryPage } from "./pages/gallery_page.ts";
import { modelPage } from "./pages/model_page.ts";
import { describeModel, type ModelDescription } from "./describe_model.ts";
import { searchFiles, sharedFiles } from "./shared_files.ts";
import { manifestOf } from "../runs/manifest.ts";
import { VERSION } from "../runs/versions.ts";

/** The offers of a site. */
export interface WebSiteOptions {
  /** The engines that visitors choose from, the first at the start. */
  readonly engines: readonly EngineName[];
}

/** The smaller files of a model by their paths in its folder, and the precision of their weights. */
export interface SmallerFiles {
  readonly precision: string;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** The same of one run, and the files of an index by their paths beside those of its model. */
export interface OneModelOptions extends WebSiteOptions {
  readonly index?: ReadonlyMap<string, Uint8Array<ArrayBuffer>> | undefined;
  /** The files that stand in the place of those of the run. */
  readonly smaller?: SmallerFiles | undefined;
}

/**
 * The files of a run that pages need, as far as it has them, in the order in which the element does: a
 * browser opens few connections at once.
 */
export const PAGE_MODEL_FILES = [
  MODEL_FILES.preprocessor,
  MODEL_FILES.generation,
  MODEL_FILES.decoder,
  MODEL_FILES.codeSpace,
  MODEL_FILES.encoder,
] as const;

const MADE_BY = `Isthmus ${VERSION}`;

/**
 * The site of one run: a page, the element, the model's files and those of the engines; with an index also
 * what searches it.
 *
 * Throws an Error of one sentence for a folder without a file that no model is without, and where the element is not built.
 */
export async function webSite(
  run: string,
  { engines, index, smaller }: OneModelOptions,
): Promise<Site> {
  const { description, files, map } = await readModel(run, { index, smaller });
  const model = { ...description, src: "model", ...(map && { map: MAP_PAGE }) };
  const html = modelPage(model, { engines, madeBy: MADE_BY });
  return new Map([
    ["index.html", { text: html }],
    ...await sharedFiles(engines),
    ...index ? searchFiles() : [],
    ...map ? [[MAP_PAGE, map] as const] : [],
    ...placed(files, "model"),
  ]);
}

/**
 * The site of several runs: a page with a card for each, and a page for each, in `models/NAME/`.
 *
 * Throws as `webSite`.
 */
export async function gallerySite(
  runs: readonly string[],
  { engines, own = new Map(), smaller }: WebSiteOptions & {
    /** The engines of runs that others of the gallery do not have, by the folders of the runs. */
    readonly own?: ReadonlyMap<string, readonly EngineName[]>;
    /** By the folders of the runs. */
    readonly smaller?: ReadonlyMap<string, SmallerFiles> | undefined;
  },
): Promise<Site> {
  const options = { engines, madeBy: MADE_BY };
  const cards: GalleryModel[] = [];
  const site = new Map<string, SiteFile>(await sharedFiles([engines, ...own.values()].flat()));
  for (const [name, run] of namesOf(runs)) {
    const { description: told, files, map } = await readModel(run, { smaller: smaller?.get(run) });
    const description = { ...told, ...(own.has(run) && { engines: own.get(run) }) };
    const folder = `models/${name}`, address = `models/${encodeURIComponent(name)}/`;
    const addresses = (base: string) => ({
      src: `${base}model`,
      ...(map && { map: `${base}${MAP_PAGE}` }),
    });
    cards.push({ ...description, page: `${address}index.html`, ...addresses(address) });
    const html = modelPage({ ...description, ...addresses("") }, { ...options, root: "../../" });
    site.set(`${folder}/index.html`, { text: html });
    if (map) site.set(`${folder}/${MAP_PAGE}`, map);
    for (const [path, file] of placed(files, `${folder}/model`)) site.set(path, file);
  }
  return site.set("index.html", { text: galleryPage(cards, options) });
}

/** The runs by the names of their folders, numbered where two are called the same. */
function namesOf(runs: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const run of runs) {
    const base = basename(resolve(run)) || "model";
    let name = base;
    for (let n = 2; names.has(name); n++) name = `${base}-${n}`;
    names.set(name, run);
  }
  return names;
}

/** A model's words, its files by their paths, and the page of its map. */
interface ReadModel {
  readonly description: ModelDescription;
  readonly files: ReadonlyMap<string, SiteFile>;
  readonly map?: SiteFile;
}

async function readModel(
  run: string,
  { index, smaller }: Pick<OneModelOptions, "index" | "smaller">,
): Promise<ReadModel> {
  if (!(await statIfThere(run))?.isDirectory) {
    throw new Error(`Cannot show the model of ${run}: there is no such folder`);
  }
  const there: string[] = [];
  for (const path of PAGE_MODEL_FILES) {
    if ((await statIfThere(join(run, path)))?.isFile) there.push(path);
  }
  for (const path of REQUIRED_FILES) {
    if (there.includes(path)) continue;
    throw new Error(
      `Cannot show the model of ${run}: it has no ${path}; a training that finished leaves one`,
    );
  }
  const files = new Map<string, SiteFile>(
    there.map((path) => [path, { file: resolve(run, path) }]),
  );
  for (const [path, bytes] of index ?? []) files.set(path, { bytes });
  const own = new Map([...smaller?.files ?? []].filter(([path]) => there.includes(path)));
  for (const [path, bytes] of own) files.set(path, { bytes });
  // The list of an index says of its other files what the manifest would.
  const list = index?.get(PAGE_INDEX), others = new Map([...own]);
  if (list) others.set(PAGE_INDEX, list);
  files.set(MODEL_FILES.manifest, { text: await manifestOf(run, there, { others }) });
  const { facts, ...described } = await describeModel(run);
  const description = {
    ...described,
    facts: smaller ? [...facts, { name: "weights", value: smaller.precision }] : facts,
  };
  const encodes = index !== undefined || description.drop !== undefined ||
    await decodesNoCodeAlone(run, there);
  const early = [MODEL_FILES.manifest, ...PAGE_MODEL_FILES, PAGE_INDEX].filter((path) =>
    // An encoder is read at once where a page starts with reconstructions or a search.
    files.has(path) && (path !== MODEL_FILES.encoder || encodes)
  );
  const isSearched = index !== undefined, map = resolve(run, MAP_PAGE);
  return {
    ...((await statIfThere(map))?.isFile && { map: { file: map } }),
    description: { ...description, files: early, ...(isSearched && { isSearched }) },
    files,
  };
}

/** True for a model whose code space says nothing of codes, as nobody could move one by hand. */
async function decodesNoCodeAlone(run: string, there: readonly string[]): Promise<boolean> {
  if (!there.includes(MODEL_FILES.codeSpace)) return false;
  const path = join(run, MODEL_FILES.codeSpace);
  return decodeCodeSpace(await readBytes(path), path).spread === undefined;
}

/** Files below a folder. */
function placed(files: ReadonlyMap<string, SiteFile>, folder: string): [string, SiteFile][] {
  return [...files].map(([path, file]) => [`${folder}/${path}`, file]);
}
