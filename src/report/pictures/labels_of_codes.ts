import type { LabelOptions, LoadedAutoencoder } from "../../inference/mod.ts";

/**
 * The classes of codes that are of no example, for a model that depends on classes: the one that is
 * asked for, or all in turn.
 */
export function labelsOfCodes(
  { classes }: Pick<LoadedAutoencoder, "classes">,
  { count, label }: { count: number; label?: number },
): LabelOptions {
  if (classes === undefined) return {};
  return { labels: Array.from({ length: count }, (_, i) => label ?? i % classes) };
}

/** The class of each example so many times in a row, where examples have classes. */
export function repeatedLabels(
  labels: ArrayLike<number> | undefined,
  { times }: { times: number },
): LabelOptions {
  if (!labels) return {};
  return {
    labels: Array.from({ length: labels.length * times }, (_, i) => labels[Math.floor(i / times)]),
  };
}
