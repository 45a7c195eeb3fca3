/**
 * Bundles `<isthmus-decoder>` with the kernels of the small engine in it, to
 * `build/web/isthmus-decoder.js`, the programs that it loads where an index is searched to
 * `isthmus-search.js` and `isthmus-words.js`, the program of the page of a map to `isthmus-map.js`, and
 * that of the curves of a report to `isthmus-curves.js`, when one is missing or out of date, and does
 * nothing otherwise; `deno task element --parts` bundles them anyway, and lists what they consist of.
 * Beside the element goes its licence, which is that of all; the programs of maps and of curves have it
 * within, as their pages are one file. Nothing of a package is in them but
 * the stemmer in `isthmus-words.js`, which begins with the licences of both.
 */
import { sha256 } from "../src/core/sha256.ts";
import { isUpToDate, readSources, root, writeBuilt } from "./built_folder.ts";
import {
  BANNER,
  bundleForPages,
  CURVES_ENTRY,
  ELEMENT_ENTRY,
  ELEMENT_KERNELS,
  ELEMENT_OPTIONS,
  MAP_ENTRY,
  SEARCH_ENTRY,
  WORDS_ENTRY,
} from "./bundle_element.ts";
import { rooms } from "./rooms/rooms.ts";

const out = {
  url: new URL("build/web/", root),
  files: [
    "isthmus-curves.js",
    "isthmus-decoder.js",
    "isthmus-decoder.LICENSE.txt",
    "isthmus-map.js",
    "isthmus-search.js",
    "isthmus-words.js",
  ],
};

/** The rooms that a page can reach, but for those inside of another one. */
const FLOORS = Object.keys(rooms).filter((name) =>
  rooms[name].inBrowser &&
  !Object.keys(rooms).some((other) => rooms[other].inBrowser && name.startsWith(`${other}/`))
);

/** The package that counts stems of words in a page, and the place of its licence. */
const STEMMER = "node_modules/stemmer/";

await main();

async function main(): Promise<void> {
  const texts = await readSources([...FLOORS.map((floor) => `src/${floor}`), "scripts"]);
  const kernels = await readKernels();
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const licence = await Deno.readTextFile(new URL("LICENSE", root));
  const stamp = await sha256(
    JSON.stringify([
      [imports["esbuild"], imports["terser"], imports["stemmer"]],
      ELEMENT_OPTIONS,
      ELEMENT_ENTRY,
      MAP_ENTRY,
      CURVES_ENTRY,
      SEARCH_ENTRY,
      WORDS_ENTRY,
      licence,
      await sha256(kernels),
      [...texts],
    ]),
  );
  const isAsked = Deno.args.includes("--parts");
  if (!isAsked && await isUpToDate(out, stamp)) return;
  const bundles = await bundleForPages([
    ELEMENT_ENTRY,
    MAP_ENTRY,
    CURVES_ENTRY,
    SEARCH_ENTRY,
    WORDS_ENTRY,
  ]);
  const [element, map, curves, search, words] = bundles;
  const foreign = bundles.flatMap((bundle) =>
    Object.keys(bundle.parts).filter((path) => bundle !== words || !isOfStemmer(path))
  ).find((path) => path.includes("node_modules/"));
  if (foreign !== undefined) {
    throw new Error(
      `Cannot bundle the element: ${foreign} is in it, whose licence has to go along`,
    );
  }
  const stemmer = await Deno.readTextFile(new URL(`${STEMMER}license`, root));
  const contents = {
    "isthmus-curves.js": withLicence(curves.script, licence),
    "isthmus-decoder.js": element.script,
    "isthmus-decoder.LICENSE.txt": new TextEncoder().encode(licence),
    "isthmus-map.js": withLicence(map.script, licence),
    "isthmus-search.js": search.script,
    "isthmus-words.js": withLicence(words.script, `${licence}\nThe stemmer in it:\n\n${stemmer}`),
  };
  await writeBuilt(out, { contents, stamp });
  const sizes = Object.entries(contents).map(([name, { length }]) => `${name} ${length}`);
  console.error(`Bundled for pages, in bytes: ${sizes.join(", ")}`);
  if (!isAsked) return;
  for (const { parts } of bundles) {
    for (const [path, bytes] of Object.entries(parts).sort(([, a], [, b]) => b - a)) {
      console.log(`${String(bytes).padStart(6)} ${path}`);
    }
  }
}

/** True for a source of the stemmer, wherever its package lies in the folder of packages. */
function isOfStemmer(path: string): boolean {
  return /(?:^|\/)node_modules\/stemmer\/[^/]+$/.test(path);
}

/** A script that says its licence itself, in place of where that is. */
function withLicence(script: Uint8Array, licence: string): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder().decode(script);
  return new TextEncoder().encode(text.replace(BANNER, () => `/*!\n${licence}*/`));
}

async function readKernels(): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(new URL(ELEMENT_KERNELS, root));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error("Cannot bundle the element: the kernels are not built, run deno task kernels", {
      cause: error,
    });
  }
}
