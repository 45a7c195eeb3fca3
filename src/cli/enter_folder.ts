import { fromFileUrl } from "@std/path";

/** The folder of deno.json, where every task begins. */
const PROJECT = fromFileUrl(new URL("../../", import.meta.url));

/**
 * Goes to the folder where the user stands, so that paths are what was typed there: `deno task` begins in
 * the project's, and says in INIT_CWD where it was called.
 */
export function enterFolder(): void {
  const called = Deno.env.get("INIT_CWD");
  if (called && isFolder(called) && isSame(Deno.cwd(), PROJECT)) Deno.chdir(called);
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function isSame(one: string, other: string): boolean {
  return Deno.realPathSync(one) === Deno.realPathSync(other);
}
