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

/** Reads every TypeScript file of `src/`, in the order of their paths. */
export function readSourceFiles(): SourceFile[] {
  return [...walk(src)].sort((a, b) => a.href < b.href ? -1 : 1).map((url) => {
    const text = Deno.readTextFileSync(url);
    const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, each]) =>
      each
    );
    return {
      path: within(url.href),
      text,
      imports: specifiers.filter((each) => each.startsWith("."))
        .map((each) => new URL(each, url).href)
        .filter((href) => href.startsWith(src.href))
        .map(within),
      packages: specifiers.filter((each) => !each.startsWith(".")),
    };
  });
}

function* walk(folder: URL): Generator<URL> {
  for (const entry of Deno.readDirSync(folder)) {
    if (entry.isDirectory) yield* walk(new URL(`${entry.name}/`, folder));
    else if (entry.name.endsWith(".ts")) yield new URL(entry.name, folder);
  }
}

function within(href: string): string {
  return href.slice(src.href.length);
}
