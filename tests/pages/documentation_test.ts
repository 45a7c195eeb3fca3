/** Everything that must be true of every page of Markdown of the project. */
import { assert, assertEquals } from "@std/assert";
import { dirname, fromFileUrl, join, relative } from "@std/path";
import { codeIn, readPage } from "../markdown.ts";
import { programsShown } from "./page_programs.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));

/** Folders of what is made, and of packages. */
const SKIPPED = new Set(["build", "node_modules", "runs"]);

/** The paths of all pages below a folder, from the root. */
function pagesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    if (name.startsWith(".") || SKIPPED.has(name)) return [];
    const path = join(folder, name);
    if (isDirectory) return pagesIn(path);
    return name.endsWith(".md") ? [relative(root, path)] : [];
  }).sort();
}

const pages = new Map(pagesIn(root).map((path) => [path, readPage(path)]));

Deno.test("every block of code of a page ends, before the next heading", () => {
  assert(pages.has("README.md") && pages.has("docs/layers.md") && pages.size > 8);
  const faults = [...pages].flatMap(([path, page]) =>
    page.faults.map((fault) => `${path}, ${fault}`)
  );
  assertEquals(faults, []);
});

Deno.test("every block of JSON of a page is JSON", () => {
  for (const [path, { blocks }] of pages) {
    for (const { language, code, line } of blocks) {
      if (language !== "json") continue;
      try {
        JSON.parse(code);
      } catch (error) {
        throw new SyntaxError(`${path}, line ${line}: ${error}`);
      }
    }
  }
});

Deno.test("every program of a page is among those whose types the gate checks", async () => {
  const checked = [...(await programsShown()).values()];
  // What the pages on adding add is checked in a copy of the project.
  const left = [...pages].filter(([path]) => !path.startsWith("docs/adding_"))
    .flatMap(([path, page]) => codeIn(page, "ts").map((code) => ({ path, code })))
    .filter(({ code }) => !checked.some((program) => program.includes(code)));
  assertEquals(left, []);
});

Deno.test("every link of a page leads somewhere", () => {
  const broken = [...pages].flatMap(([path, { links }]) =>
    links.filter(({ target }) => !leadsSomewhere(path, target))
      .map(({ target, line }) => `${path}, line ${line}: ${target}`)
  );
  assertEquals(broken, []);
});

/** True where a target, seen from a page, is elsewhere in the world, or here and has the anchor. */
function leadsSomewhere(path: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [file, anchor] = target.split("#");
  const found = file === "" ? path : join(dirname(path), decodeURI(file));
  if (anchor !== undefined) return pages.get(found)?.anchors.has(anchor) ?? false;
  try {
    Deno.statSync(join(root, found));
    return true;
  } catch {
    return false;
  }
}
