import type { EpochMetrics, LossTerms } from "./snapshot.ts";

/** Sums of the terms of losses over examples, by name. */
type TermSums = Readonly<Record<string, number>>;

/** The name of the reconstruction's sum; no penalty is called so. */
const RECONSTRUCTION = "reconstructionLoss";

/** Sums with the terms of a batch's mean loss added. */
export function addTerms(
  sums: TermSums,
  { reconstructionLoss, penalties }: LossTerms,
  count: number,
): TermSums {
  const terms: Record<string, number> = { [RECONSTRUCTION]: reconstructionLoss, ...penalties };
  const added: Record<string, number> = { ...sums };
  for (const [name, term] of Object.entries(terms)) {
    added[name] = (added[name] ?? 0) + term * count;
  }
  return added;
}

/** The mean terms over so many examples, as metrics have them. */
export function meanTerms(
  sums: TermSums,
  count: number,
): Pick<EpochMetrics, "reconstructionLoss" | "penalties"> {
  const { [RECONSTRUCTION]: reconstruction, ...penalties } = sums;
  if (reconstruction === undefined) return {};
  return {
    reconstructionLoss: reconstruction / count,
    penalties: Object.fromEntries(
      Object.entries(penalties).map(([name, sum]) => [name, sum / count]),
    ),
  };
}
