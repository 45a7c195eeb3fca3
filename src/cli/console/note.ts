import { sentence } from "../../core/sentences.ts";

/** A remark as a line for people. */
export function note(remark: string): string {
  return `Note: ${sentence(remark)}`;
}
