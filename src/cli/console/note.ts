import { sentence } from "../../core/sentence.ts";

/** A remark as a line for people. */
export function note(remark: string): string {
  return `Note: ${sentence(remark)}`;
}
