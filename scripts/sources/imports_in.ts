/** The specifiers that a module imports, or exports from; examples in comments import as users do. */
export function importsIn(text: string): string[] {
  const code = text.replaceAll(/\/\*[^]*?\*\//g, "");
  return [...code.matchAll(/\b(?:from\s|import\s|import\()\s*"([^"\n]+)"/g)].map(([, each]) =>
    each
  );
}

/** The files that a module imports, by their paths from where its own leads from. */
export function importedFiles(text: string, path: string): string[] {
  const base = new URL(path, "file:///");
  return importsIn(text).filter((each) => each.startsWith("."))
    .map((each) => new URL(each, base).pathname.slice(1));
}

/** All that a file imports, and what that imports, and so on, itself included. */
export function reachable(
  file: string,
  imports: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const seen = new Set<string>(), left = [file];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    left.push(...imports.get(next) ?? []);
  }
  return seen;
}
