import { decodesCodesAlone, type Plan } from "../../model/mod.ts";

/** Throws a TypeError, one sentence, for a run whose decoder reads more than a code. */
export function checkDecodesCodes(plan: Plan, directory: string): void {
  if (decodesCodesAlone(plan)) return;
  const [link] = Object.keys(plan.links);
  throw new TypeError(
    `Cannot generate with ${directory}: its decoder also reads "${link}" of the encoder, ` +
      `which a new code does not have; use a run whose decoder reads codes alone`,
  );
}
