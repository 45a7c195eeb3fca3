import { encodeBase64 } from "../../../core/encoding/base64.ts";
import { asMarkup, type Content, element } from "../../../plots/element.ts";
import { MAP_ELEMENTS } from "../../../web/map/items/map_data.ts";
import { pageCss, pageIcon } from "../page_style.ts";
import { checkMap } from "./check_map.ts";
import { mapDataOf } from "./map_data_of.ts";
import type { MapPageInput } from "./map_page_input.ts";

/** All that goes into the page of a map besides the map. */
export interface MapPageOptions {
  /** The text of the program that shows it: `build/web/isthmus-map.js`. */
  readonly program: string;
  /** The maker of the page, such as the toolkit's name and version. */
  readonly madeBy: string;
}

/** A map has the whole width of the window. */
const MAP_PAGE_CSS = "main, footer { max-width: 110rem; }\n";

/**
 * The page of a map of a collection: one HTML file that holds all it shows and asks nothing of anybody,
 * so that it works from a disk and under a policy that allows its own program alone.
 *
 * Throws a RangeError of one sentence for a map that cannot be shown, such as one of no items.
 */
export async function mapPage(
  input: MapPageInput,
  { program, madeBy }: MapPageOptions,
): Promise<string> {
  checkMap(input);
  if (/<\/script|<!--/i.test(program)) {
    throw new RangeError("Cannot write the page of a map: its program would end its element");
  }
  const { title, maps, names } = input, style = pageCss + MAP_PAGE_CSS;
  const policy = mapPolicy({ program: await hashOf(program), style: await hashOf(style) });
  const meta = (name: string, content: string) => element("meta", { name, content });
  const head = element(
    "head",
    {},
    ...lines(
      element("meta", { charset: "utf-8" }),
      element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
      meta("viewport", "width=device-width, initial-scale=1"),
      meta("color-scheme", "light dark"),
      meta("referrer", "no-referrer"),
      meta("generator", madeBy),
      element("title", {}, title),
      element("link", { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(pageIcon)}` }),
      element("style", {}, asMarkup(style)),
    ),
  );
  const items = `${names.length.toLocaleString("en")} ${names.length === 1 ? "item" : "items"}`;
  const content = [
    element("h1", {}, title),
    element("p", {}, `${items} on ${maps.length === 1 ? "one map" : "two maps"}.`),
    element("div", { id: MAP_ELEMENTS.root }),
    element("noscript", {}, "The map is drawn by a script, and scripts are turned off here."),
  ];
  const data = { id: MAP_ELEMENTS.data, type: "application/json" };
  const body = element(
    "body",
    {},
    ...lines(
      element("main", {}, ...lines(...content)),
      element(
        "footer",
        {},
        element(
          "p",
          {},
          `Made by ${madeBy}. All of it is in this file: nothing is fetched and nothing is sent.`,
        ),
      ),
      element("script", data, asMarkup(scriptJson(mapDataOf(input)))),
      element("script", { type: "module" }, asMarkup(program)),
    ),
  );
  return `<!doctype html>\n${element("html", { lang: "en" }, "\n", head, "\n", body).markup}\n`;
}

/** A value as JSON that may stand in an element of a page: no text of it can end the element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** The policy of the page: its own program and style by their hashes, and nothing from anywhere. */
function mapPolicy({ program, style }: { program: string; style: string }): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${program}'`,
    `style-src 'sha256-${style}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

/** The SHA-256 of the UTF-8 of a text in base64, as policies have it. */
async function hashOf(text: string): Promise<string> {
  return encodeBase64(
    new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
  );
}

/** A line each. */
function lines(...content: readonly Content[]): Content[] {
  return ["\n", ...content.flatMap((each) => [each, "\n"])];
}
