import process from "node:process";
import { deno } from "../host/deno.ts";

/** The oldest Deno that runs the program. */
const LEAST = [2, 9];

/** A sentence on a version of Deno that is too old; undefined where it is not. */
export function denoFault(version: string): string | undefined {
  const [major, minor] = version.split(".").map(Number), [leastMajor, leastMinor] = LEAST;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `Isthmus needs Deno ${LEAST.join(".")} or newer, and this is ${version}: deno upgrade`;
}

// As it is loaded, before the commands are: what they bring in may be too new for it.
const fault = deno && denoFault(deno.version.deno);
if (fault !== undefined) {
  console.error(fault);
  process.exit(1);
}
