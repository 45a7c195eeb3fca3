import { fromFileUrl } from "@std/path";
import { walkFolder } from "../../src/io/files/walk_folder.ts";

/** A file of `src/` and what it imports. */
export interface SourceFile {
  /** Its path within `src/`. */
  readonly path: string;
  readonly text: string;
  /** The files of `src/` that it imports, by their paths within it. */
  readonly imports: readonly string[];
  /** Everything else that it imports, such as packages. */
  readonly packages: readonly string[];
}

const src = new URL("../../src/", import.meta.url);

/** Reads every TypeScript file of `src/`. */
export async function readSourceFiles(): Promise<SourceFile[]> {
  const entries = await Array.fromAsync(walkFolder(fromFileUrl(src)));
  return entries.filter(({ path }) => path.endsWith(".ts")).map(({ path }) => {
    const url = new URL(path, src), text = Deno.readTextFileSync(url);
    // Examples in comments import as users do.
    const code = text.replaceAll(/\/\*[^]*?\*\//g, "");
    const specifiers = [...code.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, each]) =>
      each
    );
    return {
      path,
      text,
      imports: specifiers.filter((each) => each.startsWith("."))
        .map((each) => new URL(each, url).href)
        .filter((href) => href.startsWith(src.href))
        .map(within),
      packages: specifiers.filter((each) => !each.startsWith(".")),
    };
  });
}

function within(href: string): string {
  return href.slice(src.href.length);
}
