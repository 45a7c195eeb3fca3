import { className } from "../../data/mod.ts";
import type { CollectionItem } from "../../retrieval/mod.ts";
import type { NamedExamples } from "../../runs/run_data.ts";

/** The items that examples are: each by its name, or its number from 1, its class and its words. */
export function collectionItems(
  { examples: { count, ids, labels, quotes }, classes }: NamedExamples,
): CollectionItem[] {
  return Array.from({ length: count }, (_, i) => ({
    id: ids?.[i] ?? String(i + 1),
    ...(labels && { label: className(classes, labels[i]) }),
    ...(quotes && { text: quotes[i] }),
  }));
}
