import type { Plan } from "./plan.ts";

/** Throws a RangeError for a classifier where a model must give reconstructions. */
export function refuseClassifier(
  { spec: { target } }: Plan,
  { task, instead }: { task: string; instead: string },
): void {
  if (!target) return;
  throw new RangeError(
    `${task}: it gives the probabilities of ${target.classes} classes and no reconstruction, ${instead}`,
  );
}
