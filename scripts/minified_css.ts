import type { Plugin } from "esbuild";
import { elementCss } from "../src/web/element_css.ts";

/** Bundles the style of the element without the spaces of its source, as esbuild leaves texts alone. */
export const minifiedCss: Plugin = {
  name: "minified-css",
  setup({ onLoad, esbuild: { transform } }) {
    onLoad({ filter: /\belement_css\.ts$/ }, async () => {
      const { code } = await transform(elementCss, { loader: "css", minify: true });
      return { contents: `export const elementCss = ${JSON.stringify(code)};`, loader: "js" };
    });
  },
};
