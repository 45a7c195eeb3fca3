import { fromFileUrl } from "@std/path";
import { realpathSync, statSync } from "node:fs";
import process from "node:process";
import { environment } from "../host/environment.ts";

/** The folder of deno.json, where every task begins. */
const PROJECT = fromFileUrl(new URL("../../", import.meta.url));

/**
 * Goes to the folder where the user stands, so that paths are what was typed there: `deno task` begins in
 * the project's, and says in INIT_CWD where it was called.
 */
export function enterFolder(): void {
  const called = environment.get("INIT_CWD");
  if (called && isFolder(called) && isSame(process.cwd(), PROJECT)) process.chdir(called);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isSame(one: string, other: string): boolean {
  return realpathSync(one) === realpathSync(other);
}
