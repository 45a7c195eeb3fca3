import { type Content, element } from "../../plots/element.ts";
import { diskNotice } from "./disk_notice.ts";
import { PAGE_POLICY } from "./page_policy.ts";

/** Everything that is the same on all pages of a site. */
export interface PageOptions {
  /** The way from the page to the root of the site: nothing, or `../` as often as needed. */
  readonly root?: string;
  /** The engines that the element offers, in this order. */
  readonly engines: readonly string[];
  /** The maker of the page, such as the toolkit's name and version. */
  readonly madeBy: string;
}

/** The files that go with pages, by their places from the root of the site. */
export const PAGE_FILES = {
  script: "isthmus-decoder.js",
  licences: "isthmus-decoder.LICENSE.txt",
  /** The programs that search an index, and their kernels; of sites that have one. */
  search: "isthmus-search.js",
  words: "isthmus-words.js",
  searchKernels: "search.wasm",
  style: "page.css",
  icon: "icon.svg",
  /** Says on a page that was opened from the disk what it lacks there. */
  fromDisk: "from_disk.js",
} as const;

/** The parts of a page's head. */
export interface PageHead {
  readonly title: string;
  /** One sentence for those who list pages; nothing where there is none. */
  readonly description: string;
  /** Addresses of what the script fetches, for the browser to ask for beside it. */
  readonly early?: readonly string[];
}

/** An HTML document of this content, without any script or style in it. */
export function page(
  { title, description, early = [] }: PageHead,
  { options: { root = "", madeBy }, content }: {
    readonly options: PageOptions;
    readonly content: readonly Content[];
  },
): string {
  const meta = (name: string, value: string) => element("meta", { name, content: value });
  const html = element(
    "html",
    { lang: "en" },
    "\n",
    element(
      "head",
      {},
      lines(
        element("meta", { charset: "utf-8" }),
        element("meta", { "http-equiv": "Content-Security-Policy", content: PAGE_POLICY }),
        meta("viewport", "width=device-width, initial-scale=1"),
        meta("color-scheme", "light dark"),
        meta("referrer", "no-referrer"),
        meta("generator", madeBy),
        description === "" ? [] : meta("description", description),
        element("title", {}, title),
        element("link", { rel: "icon", href: root + PAGE_FILES.icon, type: "image/svg+xml" }),
        element("link", { rel: "stylesheet", href: root + PAGE_FILES.style }),
        element("script", { type: "module", src: root + PAGE_FILES.script }),
        ...early.map((href) =>
          element("link", { rel: "preload", href, as: "fetch", crossorigin: "anonymous" })
        ),
        element("script", { src: root + PAGE_FILES.fromDisk, defer: "" }),
      ),
    ),
    "\n",
    element(
      "body",
      {},
      lines(
        element("main", {}, lines(diskNotice(), ...content)),
        element(
          "footer",
          {},
          element(
            "p",
            {},
            `Made by ${madeBy}. The model runs in this browser: nothing is sent anywhere, and nothing is kept.`,
          ),
        ),
      ),
    ),
  );
  return `<!doctype html>\n${html.markup}\n`;
}

/** A line each: whoever opens the file is to find the element in it. */
function lines(...content: readonly Content[]): Content {
  const shown = content.filter((each) => !Array.isArray(each) || each.length > 0);
  return ["\n", shown.map((each) => [each, "\n"])];
}
