import { groupBy } from "../core/lists/group_by.ts";
import type { TrialValues } from "./space.ts";

/** The share of what sets trials apart that one field accounts for by itself. */
export interface FieldImportance {
  readonly path: string;
  /** From 0 to 1; undefined where too few trials are there to tell it from chance. */
  readonly share: number | undefined;
}

/** A number of groups of numbers, so that a best value in the middle is seen as well as one at an end. */
const GROUPS = 3;

/**
 * The share of the variance of the errors' ranks that each field explains by itself: 1 − (1 − η²)(n − 1)/(n − k)
 * of k groups, by the values of a field that has few, else in thirds by their size. Ranks, because a trial that
 * went astray would count for all others; less what chance explains, and at least 0.
 */
export function importanceOf(
  paths: readonly string[],
  trials: readonly { readonly values: TrialValues; readonly error: number }[],
): FieldImportance[] {
  const ranks = ranksOf(trials.map(({ error }) => error));
  return paths.map((path) => {
    const groups = groupsOf(trials.map(({ values }) => values[path]));
    return { path, share: explained(ranks, groups) };
  });
}

/** The group of each value: itself where there are as few as groups of numbers, else the third that it lies in. */
function groupsOf(values: readonly unknown[]): number[] {
  const texts = values.map((value) => JSON.stringify(value) ?? "");
  const distinct = [...new Set(texts)];
  const areNumbers = values.every((value) => typeof value === "number");
  if (!areNumbers || distinct.length <= GROUPS) return texts.map((text) => distinct.indexOf(text));
  const ranks = ranksOf(values as number[]);
  return ranks.map((rank) => Math.min(GROUPS - 1, Math.floor(GROUPS * rank / values.length)));
}

/** The rank of each value from 0, equal ones sharing the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}

function explained(ranks: readonly number[], groups: readonly number[]): number | undefined {
  const byGroup = groupBy(ranks, (_, i) => groups[i]);
  const count = ranks.length, k = byGroup.size;
  if (k < 2 || count <= k + 1) return undefined;
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const spread = (values: readonly number[], about: number) =>
    values.reduce((sum, value) => sum + (value - about) ** 2, 0);
  const total = spread(ranks, mean(ranks));
  if (total === 0) return undefined;
  const within = [...byGroup.values()].reduce((sum, own) => sum + spread(own, mean(own)), 0);
  return Math.max(0, 1 - (within / total) * (count - 1) / (count - k));
}
