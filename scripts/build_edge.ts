/**
 * Bundles the encoder for edge functions, for each kind of examples with what prepares these, to
 * `build/edge/`, when one is missing or out of date, and does nothing otherwise. The licences of all that
 * is in a bundle lie beside it.
 */
import { sha256 } from "../src/core/sha256.ts";
import { isUpToDate, readSources, root, writeBuilt } from "./built_folder.ts";
import {
  bundleForEdge,
  EDGE_BANNER,
  EDGE_KINDS,
  EDGE_OPTIONS,
  EDGE_PACKAGES,
  edgeEntry,
} from "./bundle_edge.ts";

const out = {
  url: new URL("build/edge/", root),
  files: EDGE_KINDS.flatMap((kind) => [`isthmus-encoder-${kind}.js`, `LICENSES-${kind}.txt`]),
};

/** The rooms that a bundle may reach. */
const ROOMS = ["edge", "preprocessing", "data", "inference", "lite", "onnx", "core", "schemas"];

/** The names of the files of licences in packages. */
const LICENSES = ["LICENSE", "LICENSE.md", "license"];

await main();

async function main(): Promise<void> {
  const texts = await readSources([...ROOMS.map((room) => `src/${room}`), "scripts"]);
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const licence = await Deno.readTextFile(new URL("LICENSE", root));
  const stamp = await sha256(
    JSON.stringify([
      ["esbuild", "terser", ...EDGE_PACKAGES].map((name) => imports[name]),
      ...[EDGE_OPTIONS, EDGE_BANNER, EDGE_KINDS.map(edgeEntry), licence],
      [...texts],
    ]),
  );
  if (await isUpToDate(out, stamp)) return;
  const contents: Record<string, Uint8Array> = {};
  for (const { kind, script, parts } of await bundleForEdge()) {
    const packages = EDGE_PACKAGES.filter((name) =>
      Object.keys(parts).some((path) => path.includes(`node_modules/${name}/`))
    );
    const licences = await Promise.all(packages.map(licenceOf));
    contents[`isthmus-encoder-${kind}.js`] = script;
    contents[`LICENSES-${kind}.txt`] = new TextEncoder().encode([licence, ...licences].join("\n"));
  }
  await writeBuilt(out, { contents, stamp });
  const sizes = Object.entries(contents).map(([name, { length }]) => `${name} ${length}`);
  console.error(`Bundled for edge functions, in bytes: ${sizes.join(", ")}`);
}

/** The licence of a package; throws an Error where it has none. */
async function licenceOf(name: string): Promise<string> {
  for (const file of LICENSES) {
    try {
      const text = await Deno.readTextFile(new URL(`node_modules/${name}/${file}`, root));
      return `${name}:\n\n${text}`;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  throw new Error(`Cannot bundle the edge encoder: ${name} has no licence to go along`);
}
