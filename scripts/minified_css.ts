import type { Plugin } from "esbuild";
import { elementCss } from "../src/web/element_css.ts";
import { mapCss } from "../src/web/map/map_css.ts";
import { searchCss } from "../src/web/search/search_css.ts";

/** The styles of pages by the files that hold them, and the names that these give them. */
const STYLES = [
  { file: /\belement_css\.ts$/, name: "elementCss", css: elementCss },
  { file: /\bmap_css\.ts$/, name: "mapCss", css: mapCss },
  { file: /\bsearch_css\.ts$/, name: "searchCss", css: searchCss },
] as const;

/** Bundles styles without the spaces of their source, as esbuild leaves texts alone. */
export const minifiedCss: Plugin = {
  name: "minified-css",
  setup({ onLoad, esbuild: { transform } }) {
    for (const { file, name, css } of STYLES) {
      onLoad({ filter: file }, async () => {
        const { code } = await transform(css, { loader: "css", minify: true });
        return { contents: `export const ${name} = ${JSON.stringify(code)};`, loader: "js" };
      });
    }
  },
};
