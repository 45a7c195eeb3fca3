import type { BuildOptions } from "esbuild";
import { hexWasm } from "./hex_wasm.ts";
import { minifiedCss } from "./minified_css.ts";
import { root } from "./built_folder.ts";

/** The compiled kernels of the small engine, which go into the bundle. */
export const ELEMENT_KERNELS = "build/kernels/lite.wasm";

/** The entry of the bundle of the element. */
export const ELEMENT_ENTRY = `
import kernels from "./${ELEMENT_KERNELS}";
import { defineDecoderElement } from "./src/web/mod.ts";
defineDecoderElement({ kernels, runtime: new URL("ort/", import.meta.url) });
`;

/** The options of its bundling. */
export const ELEMENT_OPTIONS = {
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: {
    js: "/*! Isthmus and @bufbuild/protobuf; licences in isthmus-decoder.LICENSE.txt */",
  },
  plugins: [hexWasm, minifiedCss],
  write: false,
  logLevel: "silent",
} as const satisfies BuildOptions;

/** The bytes of scripts bundled as the element is, one for each entry; throws a SyntaxError where one fails. */
export async function bundleForPages(
  entries: readonly string[],
): Promise<Uint8Array<ArrayBuffer>[]> {
  const { build, stop } = await import("esbuild");
  const resolveDir = decodeURIComponent(root.pathname);
  const bundle = async (contents: string) => {
    const { outputFiles } = await build({
      ...ELEMENT_OPTIONS,
      absWorkingDir: resolveDir,
      stdin: { contents, resolveDir, loader: "js" },
    });
    return Uint8Array.from(outputFiles[0].contents);
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
