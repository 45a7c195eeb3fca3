import { systemFaultOf } from "../../host/system_fault.ts";

/** True for the error of a path at which there is nothing, be it that its folder is a file. */
export function isMissing(error: unknown): boolean {
  const fault = systemFaultOf(error);
  return fault === "nothing there" || fault === "no folder";
}
