import { join } from "@std/path";
import process from "node:process";
import { type Environment, environment } from "../../host/environment.ts";

/** A folder where a named data set may lie, and how people call it. */
export interface DataPlace {
  readonly kind: "ISTHMUS_DATA" | "cache";
  readonly directory: string;
}

/**
 * The folder of downloaded data: `$XDG_CACHE_HOME/isthmus`, else `~/.cache/isthmus`, on Windows
 * `%LOCALAPPDATA%\isthmus`; undefined where none of these variables is set.
 */
export function cacheDirectory(from: Environment = environment): string | undefined {
  if (process.platform === "win32") {
    const local = from.get("LOCALAPPDATA");
    return local ? join(local, "isthmus") : undefined;
  }
  const cache = from.get("XDG_CACHE_HOME");
  if (cache) return join(cache, "isthmus");
  const home = from.get("HOME");
  return home ? join(home, ".cache", "isthmus") : undefined;
}

/** The folders where this named data set is looked for, in order. */
export function dataPlaces(name: string, from: Environment = environment): DataPlace[] {
  const given = from.get("ISTHMUS_DATA");
  const cache = cacheDirectory(from);
  return [
    ...(given ? [{ kind: "ISTHMUS_DATA" as const, directory: join(given, name) }] : []),
    ...(cache ? [{ kind: "cache" as const, directory: join(cache, name) }] : []),
  ];
}
