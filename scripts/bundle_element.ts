import type { BuildOptions } from "esbuild";
import type { MinifyOptions } from "terser";
import { textWasm } from "./text_wasm.ts";
import { minifiedCss } from "./minified_css.ts";
import { root } from "./built_folder.ts";

/** The compiled kernels of the small engine, which go into the bundle. */
export const ELEMENT_KERNELS = "build/kernels/lite.wasm";

/** The entry of the bundle of the element. */
export const ELEMENT_ENTRY = `
import kernels from "./${ELEMENT_KERNELS}";
import { defineDecoderElement } from "./src/web/mod.ts";
defineDecoderElement({
  kernels,
  runtime: new URL("ort/", import.meta.url),
  search: new URL("isthmus-search.js", import.meta.url),
});
`;

/** The entry of the bundle of the program that shows maps. */
export const MAP_ENTRY = `
import { showMap } from "./src/web/map/show_map.ts";
showMap();
`;

/** The entry of the bundle of the program that makes curves answer, for reports. */
export const CURVES_ENTRY = `
import { showCurves } from "./src/web/curves/show_curves.ts";
showCurves();
`;

/** The entry of the bundle of the program that searches, which the element imports. */
export const SEARCH_ENTRY = `
import { createSearchProgram } from "./src/web/search/search_program.ts";
const beside = (name) => new URL(name, import.meta.url);
export const openSearch = createSearchProgram({
  kernels: beside("search.wasm"),
  words: beside("isthmus-words.js"),
});
`;

/** The entry of the bundle that counts the words of texts, which that program imports. */
export const WORDS_ENTRY = `
export { prepareText } from "./src/web/search/prepare_text.ts";
`;

/** The first line of a bundle. */
export const BANNER = "/*! Isthmus; its licence is in isthmus-decoder.LICENSE.txt */";

/** The options of its bundling. */
export const ELEMENT_OPTIONS = {
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  // Browsers have none.
  define: { "globalThis.process": "undefined" },
  banner: { js: BANNER },
  plugins: [textWasm, minifiedCss],
  write: false,
  logLevel: "silent",
} as const satisfies BuildOptions;

/** The options of terser, which makes the script of esbuild 4 % shorter, compressed. */
export const SHORTER_OPTIONS = {
  module: true,
  ecma: 2020,
  compress: {
    // What one pass made shorter lets the next find more.
    passes: 3,
    // No getter does more than give, and none is read for the error that it would throw.
    pure_getters: true,
    // A constant on the left is as short, and less like the other comparisons.
    lhs_constants: false,
  },
  format: { comments: /^!/ },
} as const satisfies MinifyOptions;

/** A script for pages. */
export interface Bundle {
  readonly script: Uint8Array<ArrayBuffer>;
  /** The bytes that each source has in it, by its path, before terser. */
  readonly parts: Readonly<Record<string, number>>;
}

/** Scripts bundled as the element is, one for each entry; throws a SyntaxError where one fails. */
export async function bundleForPages(entries: readonly string[]): Promise<Bundle[]> {
  const [{ build, stop }, { minify }] = await Promise.all([import("esbuild"), import("terser")]);
  const resolveDir = decodeURIComponent(root.pathname);
  const bundle = async (contents: string) => {
    const { outputFiles, metafile } = await build({
      ...ELEMENT_OPTIONS,
      metafile: true,
      absWorkingDir: resolveDir,
      stdin: { contents, resolveDir, loader: "js" },
    });
    const [{ inputs }] = Object.values(metafile.outputs);
    const parts = Object.entries(inputs).map(([path, part]) => [path, part.bytesInOutput] as const);
    const { code = "" } = await minify(outputFiles[0].text, SHORTER_OPTIONS);
    return {
      script: new TextEncoder().encode(code),
      parts: Object.fromEntries(parts.filter(([, bytes]) => bytes > 0)),
    };
  };
  try {
    return await Promise.all(entries.map(bundle));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(`Cannot bundle the element: ${why}`, { cause: error });
  } finally {
    // Its process would keep this one from ending.
    await stop();
  }
}
