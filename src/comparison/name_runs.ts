import { resolve } from "@std/path";

/**
 * Names for the folders of runs: the last part of each path, or as many of the last parts as tell it from
 * the others. Throws a TypeError, one sentence, for a folder that is named twice.
 */
export function nameRuns(directories: readonly string[]): string[] {
  const paths = directories.map((directory) => resolve(directory));
  const twice = paths.findIndex((path, i) => paths.indexOf(path) < i);
  if (twice >= 0) {
    throw new TypeError(
      `Cannot compare ${directories[twice]} with itself: name each run once`,
    );
  }
  const parts = paths.map((path: string) => path.split(/[\\/]/).filter((part) => part !== ""));
  const tail = (of: readonly string[], count: number) => of.slice(-count).join("/");
  return parts.map((own, i) => {
    const others = parts.filter((_, j) => j !== i);
    let count = 1;
    while (count < own.length && others.some((other) => tail(other, count) === tail(own, count))) {
      count++;
    }
    return tail(own, count);
  });
}
