import type { BuildOptions, Plugin } from "esbuild";
import { root } from "./built_folder.ts";
import { SHORTER_OPTIONS } from "./bundle_element.ts";

/** The kinds of examples, each with a bundle that prepares these and no others. */
export const EDGE_KINDS = ["vector", "text", "image"] as const;

/** The functions that prepare each kind. */
const NUMBERS: Readonly<Record<typeof EDGE_KINDS[number], string>> = {
  vector: "tableNumbers",
  text: "textNumbers",
  image: "pictureNumbers",
};

/** The most pixels of a picture: unpacked it takes 16 MB of the 128 that some hosts have for all. */
const MOST_PIXELS = 2 ** 22;

function boundPictures(numbers: string): string {
  const options = `{ maxPixels: ${MOST_PIXELS} }`;
  return `refuseWebp((example, config, number) => ${numbers}(example, config, number, ${options}))`;
}

/** The entry of the bundle of a kind. */
export function edgeEntry(kind: typeof EDGE_KINDS[number]): string {
  const numbers = NUMBERS[kind];
  const numbersOf = kind === "image" ? boundPictures(numbers) : numbers;
  return `
import { createEdgeEncoder, createEdgeHandler, refuseWebp } from "./src/edge/mod.ts";
import { ${numbers} } from "./src/preprocessing/mod.ts";
const numbersOf = ${numbersOf};
export const createEncoder = (parts, model) => createEdgeEncoder(parts, { model, numbersOf });
export const createHandler = createEdgeHandler;
`;
}

/** The first line of a bundle. */
export const EDGE_BANNER = "/*! Isthmus; its licences are in LICENSES.txt */";

/** The packages that may be in a bundle, whose licences go along. */
export const EDGE_PACKAGES: readonly string[] = ["fflate", "jpeg-js", "stemmer"];

/** The decoder of WebP, which the entry for pictures refuses before it is needed. */
const REFUSED = "@jsquash/webp/decode.js";

/** Leaves out modules that nothing is used of, and packages that no encoder needs. */
const onlyWhatIsUsed: Plugin = {
  name: "only-what-is-used",
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /.*/ }, async ({ path, pluginData, kind, ...args }) => {
      if (pluginData === onlyWhatIsUsed || kind === "entry-point") return undefined;
      const isOwn = path.startsWith(".") || args.importer.includes("node_modules");
      if (!isOwn && !EDGE_PACKAGES.includes(path)) return { path, namespace: LEFT_OUT };
      const { importer, resolveDir } = args;
      const resolved = await resolve(path, {
        ...{ importer, resolveDir, kind },
        pluginData: onlyWhatIsUsed,
      });
      return { ...resolved, sideEffects: false };
    });
    onLoad({ filter: /.*/, namespace: LEFT_OUT }, () => ({ contents: "module.exports = {};" }));
  },
};

const LEFT_OUT = "left-out";

/** The options of the bundling. */
export const EDGE_OPTIONS = {
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  charset: "utf8",
  // The files of an encoder are handed in.
  define: { "globalThis.process": "undefined" },
  legalComments: "none",
  banner: { js: EDGE_BANNER },
  write: false,
  logLevel: "silent",
} as const satisfies BuildOptions;

/** A bundle of one kind. */
export interface EdgeBundle {
  readonly kind: string;
  readonly script: Uint8Array<ArrayBuffer>;
  /** The bytes that each source has in it, by its path. */
  readonly parts: Readonly<Record<string, number>>;
}

/** Bundles the encoder for each kind; throws a SyntaxError where one fails. */
export async function bundleForEdge(): Promise<EdgeBundle[]> {
  const [{ build, stop }, { minify }] = await Promise.all([import("esbuild"), import("terser")]);
  const resolveDir = decodeURIComponent(root.pathname);
  try {
    return await Promise.all(EDGE_KINDS.map(async (kind) => {
      const { outputFiles, metafile } = await build({
        ...EDGE_OPTIONS,
        plugins: [onlyWhatIsUsed],
        metafile: true,
        absWorkingDir: resolveDir,
        stdin: { contents: edgeEntry(kind), resolveDir, loader: "js" },
      });
      const [{ inputs }] = Object.values(metafile.outputs);
      const parts = Object.entries(inputs)
        .map(([path, part]) => [path, part.bytesInOutput] as const)
        .filter(([, bytes]) => bytes > 0);
      const missing = parts.find(([path]) =>
        path.startsWith(`${LEFT_OUT}:`) && path !== `${LEFT_OUT}:${REFUSED}`
      );
      if (missing) throw new Error(`it needs ${missing[0]}, which EDGE_PACKAGES does not list`);
      const { code = "" } = await minify(outputFiles[0].text, SHORTER_OPTIONS);
      return { kind, script: new TextEncoder().encode(code), parts: Object.fromEntries(parts) };
    }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(`Cannot bundle the edge encoder: ${why}`, { cause: error });
  } finally {
    await stop();
  }
}
