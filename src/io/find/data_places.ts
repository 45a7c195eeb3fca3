import { join } from "@std/path";

/** A folder where a named data set may lie, and how people call it. */
export interface DataPlace {
  readonly kind: "ISTHMUS_DATA" | "cache";
  readonly directory: string;
}

/** The place where variables of the environment are looked up: `Deno.env`, or a stand-in. */
export interface Environment {
  get(name: string): string | undefined;
}

/**
 * The folder of downloaded data: `$XDG_CACHE_HOME/isthmus`, else `~/.cache/isthmus`, on Windows
 * `%LOCALAPPDATA%\isthmus`; undefined where none of these variables is set.
 */
export function cacheDirectory(environment: Environment = Deno.env): string | undefined {
  if (Deno.build.os === "windows") {
    const local = environment.get("LOCALAPPDATA");
    return local ? join(local, "isthmus") : undefined;
  }
  const cache = environment.get("XDG_CACHE_HOME");
  if (cache) return join(cache, "isthmus");
  const home = environment.get("HOME");
  return home ? join(home, ".cache", "isthmus") : undefined;
}

/** The folders where this named data set is looked for, in order. */
export function dataPlaces(name: string, environment: Environment = Deno.env): DataPlace[] {
  const given = environment.get("ISTHMUS_DATA");
  const cache = cacheDirectory(environment);
  return [
    ...(given ? [{ kind: "ISTHMUS_DATA" as const, directory: join(given, name) }] : []),
    ...(cache ? [{ kind: "cache" as const, directory: join(cache, name) }] : []),
  ];
}
