import { oneLine } from "./one_line.ts";

/** Throws the error that says why something is refused. */
export type Refuse = (why: string) => never;

/**
 * Refuses a file, by its name, as what it was read as: throws a SyntaxError of one sentence and bounded
 * length, "Cannot read a.json as a preprocessor: …", as names out of the file may stand in the reason.
 */
export function refusing(name: string, what: string): Refuse {
  return (why) => {
    throw new SyntaxError(`Cannot read ${name} as ${what}: ${oneLine(why)}`);
  };
}
