import { deno } from "../../host/deno.ts";

/** The folder of packages that this module lies in, if it was installed and not cloned. */
const INSTALLED = /\/node_modules\/|^https?:/;

/** The word that stands before a command where the toolkit was installed. */
const PROGRAM = deno ? "deno run npm:isthmus" : "npx isthmus";

/**
 * A text with its commands as they are typed here: those of a clone, `deno task train`, are
 * `npx isthmus train` where the toolkit was installed from npm.
 */
export function asTyped(
  text: string,
  { address = import.meta.url, program = PROGRAM } = {},
): string {
  return INSTALLED.test(address)
    ? text.replaceAll(/\bdeno task (?:isthmus )?(?=[a-zA-Z])/g, `${program} `)
    : text;
}
