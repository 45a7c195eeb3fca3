/**
 * Bundles `<isthmus-decoder>` with the kernels of the small engine in it, to
 * `build/web/isthmus-decoder.js`, when that is missing or out of date, and does nothing otherwise;
 * `deno task element --parts` bundles it anyway, and lists what it consists of. Beside it goes its
 * licence, which is that of all: nothing of a package is in it.
 */
import { sha256 } from "../src/core/sha256.ts";
import { isUpToDate, readSources, root, writeBuilt } from "./built_folder.ts";
import {
  bundleForPages,
  ELEMENT_ENTRY,
  ELEMENT_KERNELS,
  ELEMENT_OPTIONS,
} from "./bundle_element.ts";
import { rooms } from "./rooms/rooms.ts";

const out = {
  url: new URL("build/web/", root),
  files: ["isthmus-decoder.js", "isthmus-decoder.LICENSE.txt"],
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
      licence,
      await sha256(kernels),
      [...texts],
    ]),
  );
  const isAsked = Deno.args.includes("--parts");
  if (!isAsked && await isUpToDate(out, stamp)) return;
  const [{ script, parts }] = await bundleForPages([ELEMENT_ENTRY]);
  const foreign = Object.keys(parts).find((path) => path.startsWith("node_modules/"));
  if (foreign !== undefined) {
    throw new Error(
      `Cannot bundle the element: ${foreign} is in it, whose licence has to go along`,
    );
  }
  const contents = {
    "isthmus-decoder.js": script,
    "isthmus-decoder.LICENSE.txt": new TextEncoder().encode(licence),
  };
  await writeBuilt(out, { contents, stamp });
  console.error(`Bundled the element: ${script.length} bytes`);
  if (!isAsked) return;
  for (const [path, bytes] of Object.entries(parts).sort(([, a], [, b]) => b - a)) {
    console.log(`${String(bytes).padStart(6)} ${path}`);
  }
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
