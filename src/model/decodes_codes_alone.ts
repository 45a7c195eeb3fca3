import type { Plan } from "./plan.ts";

/** True where the decoder takes nothing of the encoder besides the code, so that any code will do. */
export function decodesCodesAlone({ links }: Pick<Plan, "links">): boolean {
  return Object.keys(links).length === 0;
}
