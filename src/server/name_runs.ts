import { basename, resolve } from "@std/path";
import type { NamedRun } from "./engines/engine.ts";

/** Names that are one segment of an address as they stand. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/**
 * The runs that arguments name, `FOLDER` or `NAME=FOLDER`; a folder alone has its own name. Throws a
 * TypeError, one sentence, for names that no address holds and for one that is given twice.
 */
export function nameRuns(args: readonly string[]): NamedRun[] {
  const runs = args.map((arg) => {
    const [, given, path] = /^([^=/\\]+)=(.+)$/.exec(arg) ?? [];
    const directory = path ?? arg, name = given ?? basename(resolve(directory));
    if (NAME.test(name)) return { name, directory };
    throw new TypeError(
      `Cannot serve ${directory} as "${name}": expected letters, digits and any of "-_." in a name, ` +
        `give one as NAME=${directory}`,
    );
  });
  const names = runs.map(({ name }) => name);
  const twice = runs.find(({ name }, i) => names.indexOf(name) < i);
  if (!twice) return runs;
  throw new TypeError(
    `Cannot serve two runs as "${twice.name}": give one of them another name, as NAME=${twice.directory}`,
  );
}
