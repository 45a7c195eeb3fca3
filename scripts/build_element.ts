/**
 * Bundles `<isthmus-decoder>` with the kernels of the small engine in it, to
 * `build/web/isthmus-decoder.js`, when that is missing or out of date, and does nothing otherwise.
 * Beside it go the licences of what is in it.
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
  const packages = [imports["esbuild"], imports["@bufbuild/protobuf"]];
  const licences = await readLicences();
  const stamp = await sha256(
    JSON.stringify([packages, ELEMENT_OPTIONS, ELEMENT_ENTRY, licences, await sha256(kernels), [
      ...texts,
    ]]),
  );
  if (await isUpToDate(out, stamp)) return;
  const [script] = await bundleForPages([ELEMENT_ENTRY]);
  const contents = {
    "isthmus-decoder.js": script,
    "isthmus-decoder.LICENSE.txt": new TextEncoder().encode(licences),
  };
  await writeBuilt(out, { contents, stamp });
  console.error(`Bundled the element: ${script.length} bytes`);
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

/** The licence of the toolkit, and those of the one package that the element carries. */
async function readLicences(): Promise<string> {
  const wire = new URL("varint.js", import.meta.resolve("@bufbuild/protobuf/wire"));
  const [notice] = (await Deno.readTextFile(wire)).match(/^(?:\/\/.*\n)+/) ?? [];
  if (notice === undefined) {
    throw new Error(`Cannot bundle the element: ${wire.pathname} has lost its licence`);
  }
  return `${await Deno.readTextFile(new URL("LICENSE", root))}
----

The bundle contains parts of @bufbuild/protobuf, Copyright 2021-2026 Buf Technologies, Inc., under
the Apache License, Version 2.0 (http://www.apache.org/licenses/LICENSE-2.0), some of it from
Protocol Buffers:

${notice.replaceAll(/^\/\/ ?/gm, "")}`;
}
