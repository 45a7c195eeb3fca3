import { fromFileUrl, join } from "@std/path";
import { statIfThere } from "../io/files/stat_if_there.ts";
import type { EngineName } from "../web/model/engine.ts";
import { engineFiles } from "./engine_files.ts";
import { diskNoticeScript } from "./pages/disk_notice.ts";
import { PAGE_FILES } from "./pages/page.ts";
import { pageCss, pageIcon } from "./pages/page_style.ts";
import type { SiteFile } from "./site.ts";

/**
 * The files that all pages of a site share: the element, the style, those of the engines. Throws an Error of
 * one sentence where the element is not built.
 */
export async function sharedFiles(engines: readonly EngineName[]): Promise<[string, SiteFile][]> {
  const built = fromFileUrl(new URL("../../build/web/", import.meta.url));
  if (!(await statIfThere(join(built, PAGE_FILES.script)))?.isFile) {
    throw new Error("Cannot show a model: the element is not built, run deno task element");
  }
  return [
    [PAGE_FILES.script, { file: join(built, PAGE_FILES.script) }],
    [PAGE_FILES.licences, { file: join(built, PAGE_FILES.licences) }],
    [PAGE_FILES.style, { text: pageCss }],
    [PAGE_FILES.icon, { text: pageIcon }],
    [PAGE_FILES.fromDisk, { text: diskNoticeScript }],
    ...engineFiles(engines),
  ];
}

/** The programs that search an index, which are built with the element, and their kernels. */
export function searchFiles(): [string, SiteFile][] {
  const built = (path: string) => ({
    file: fromFileUrl(new URL(`../../build/${path}`, import.meta.url)),
  });
  const { search, words, searchKernels } = PAGE_FILES;
  return [
    ...[search, words].map((name): [string, SiteFile] => [name, built(`web/${name}`)]),
    [searchKernels, built(`kernels/${searchKernels}`)],
  ];
}
