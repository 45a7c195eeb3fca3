/**
 * Bundles `<isthmus-decoder>` with the kernels of the small engine in it, to
 * `build/web/isthmus-decoder.js`, and the program of the page of a map to `build/web/isthmus-map.js`,
 * when one is missing or out of date, and does nothing otherwise; `deno task element --parts` bundles
 * them anyway, and lists what they consist of. Beside the element goes its licence, which is that of
 * all: nothing of a package is in it; the program has it within, as its page is one file.
 */
import { sha256 } from "../src/core/sha256.ts";
import { isUpToDate, readSources, root, writeBuilt } from "./built_folder.ts";
import {
  BANNER,
  bundleForPages,
  ELEMENT_ENTRY,
  ELEMENT_KERNELS,
  ELEMENT_OPTIONS,
  MAP_ENTRY,
} from "./bundle_element.ts";
import { rooms } from "./rooms/rooms.ts";

const out = {
  url: new URL("build/web/", root),
  files: ["isthmus-decoder.js", "isthmus-decoder.LICENSE.txt", "isthmus-map.js"],
};

/** The floors that a page can reach. */
const FLOORS = Object.keys(rooms).filter((name) => rooms[name].inBrowser && !name.includes("/"));

await main();

async function main(): Promise<void> {
  const texts = await readSources([...FLOORS.map((floor) => `src/${floor}`), "scripts"]);
  const kernels = await readKernels();
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const licence = await Deno.readTextFile(new URL("LICENSE", root));
  const stamp = await sha256(
    JSON.stringify([
      [imports["esbuild"], imports["terser"]],
      ELEMENT_OPTIONS,
      ELEMENT_ENTRY,
      MAP_ENTRY,
      licence,
      await sha256(kernels),
      [...texts],
    ]),
  );
  const isAsked = Deno.args.includes("--parts");
  if (!isAsked && await isUpToDate(out, stamp)) return;
  const bundles = await bundleForPages([ELEMENT_ENTRY, MAP_ENTRY]);
  const foreign = bundles.flatMap(({ parts }) => Object.keys(parts))
    .find((path) => path.startsWith("node_modules/"));
  if (foreign !== undefined) {
    throw new Error(
      `Cannot bundle the element: ${foreign} is in it, whose licence has to go along`,
    );
  }
  const [element, map] = bundles.map(({ script }) => script);
  const contents = {
    "isthmus-decoder.js": element,
    "isthmus-decoder.LICENSE.txt": new TextEncoder().encode(licence),
    "isthmus-map.js": withLicence(map, licence),
  };
  await writeBuilt(out, { contents, stamp });
  console.error(`Bundled the element: ${element.length} bytes, maps: ${map.length} bytes`);
  if (!isAsked) return;
  for (const { parts } of bundles) {
    for (const [path, bytes] of Object.entries(parts).sort(([, a], [, b]) => b - a)) {
      console.log(`${String(bytes).padStart(6)} ${path}`);
    }
  }
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
