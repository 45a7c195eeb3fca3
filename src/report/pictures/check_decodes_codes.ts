import type { FinishedRun } from "../../runs/open_run.ts";

/** Throws a TypeError, one sentence, for a run whose decoder reads more than a code. */
export function checkDecodesCodes({ directory, plan }: Pick<FinishedRun, "directory" | "plan">) {
  const [link] = Object.keys(plan.links);
  if (link === undefined) return;
  throw new TypeError(
    `Cannot generate with ${directory}: its decoder also reads "${link}" of the encoder, ` +
      `which a new code does not have; use a run whose decoder reads codes alone`,
  );
}
