import { reconstructionLossOf } from "../../losses/mod.ts";
import type { CurvedRun } from "./curved_run.ts";

/** The loss of a run in words, the same for two runs whose losses measure the same: `binary-cross-entropy + 0.001 code_l1`. */
export function lossOf({ config: { spec } }: Pick<CurvedRun, "config">): string {
  const terms = (spec.penalties ?? []).map(({ type, coefficient, ...options }) => {
    const own = Object.entries(options).filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name} ${JSON.stringify(value)}`);
    return `${coefficient} ${type}${own.length > 0 ? ` (${own.join(", ")})` : ""}`;
  });
  return [reconstructionLossOf(spec.reconstructionLoss).name, ...terms].join(" + ");
}
