import { deno, type Permission } from "./deno.ts";

/** True where this process may do something: always in Node.js, which does not ask. */
export async function isGranted(wanted: Permission): Promise<boolean> {
  return deno === undefined || (await deno.permissions.query(wanted)).state === "granted";
}

/** The same, without waiting. */
export function isGrantedNow(wanted: Permission): boolean {
  return deno === undefined || deno.permissions.querySync(wanted).state === "granted";
}
