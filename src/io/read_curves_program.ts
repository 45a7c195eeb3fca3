import { encodeBase64 } from "../core/encoding/base64.ts";
import { fromFileUrl } from "@std/path";
import { readTextIfThere } from "./files/read_if_there.ts";

/** The program of a page, and what a policy that allows it alone says. */
export interface PageProgram {
  readonly script: string;
  /** The SHA-256 of the script, as a content security policy has it. */
  readonly hash: string;
}

/** The program that makes curves of pages answer, as `deno task element` builds it. */
const PROGRAM = fromFileUrl(new URL("../../build/web/isthmus-curves.js", import.meta.url));

/** Reads the program that makes the curves of pages answer; undefined where it is not built, as pages do without. */
export async function readCurvesProgram(): Promise<PageProgram | undefined> {
  const script = await readTextIfThere(PROGRAM);
  if (script === undefined) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
  return { script, hash: `sha256-${encodeBase64(new Uint8Array(digest))}` };
}
