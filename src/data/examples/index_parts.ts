import { indexLabels, LARGEST_LABEL } from "./index_labels.ts";

/** The labels of a part of a data set, as numbers or as names, and what errors call them. */
export interface PartLabels {
  readonly name: string;
  readonly labels: Int32Array<ArrayBuffer> | readonly string[];
}

/** The labels of the parts of a data set as numbers, and the names that they index where they had names. */
export interface IndexedParts {
  readonly parts: readonly (PartLabels & { labels: Int32Array<ArrayBuffer> } | undefined)[];
  readonly classes?: readonly string[];
  readonly remarks: readonly string[];
}

/** The most classes that a sentence lists. */
const MOST_LISTED = 12;

/**
 * Indexes the labels of training and test examples together, as `indexLabels` does, so that both are of
 * the same classes. Where numbers are no indices of classes, such as -1 and 1, that is said.
 */
export function indexParts(parts: readonly (PartLabels | undefined)[]): IndexedParts {
  const { labels, classes } = indexLabels(
    parts.flatMap((part) => part === undefined ? [] : Array.from(part.labels, String)),
  );
  let from = 0;
  return {
    parts: parts.map((part) =>
      part && { name: part.name, labels: labels.slice(from, from += part.labels.length) }
    ),
    ...(classes && { classes }),
    remarks: classes ? onNumbers(parts, classes) : [],
  };
}

/** A sentence on numbers that were taken for the names of classes. */
function onNumbers(
  parts: readonly (PartLabels | undefined)[],
  classes: readonly string[],
): string[] {
  const isStrange = (label: number) => label < 0 || label > LARGEST_LABEL;
  const strange = parts.find((part) =>
    part?.labels instanceof Int32Array && part.labels.some(isStrange)
  );
  if (strange === undefined) return [];
  const listed = classes.slice(0, MOST_LISTED).join(", ");
  return [
    `${strange.name} holds labels that are not within 0 to ${LARGEST_LABEL}: each number is read as ` +
    `the name of a class (${listed}${classes.length > MOST_LISTED ? ", …" : ""})`,
  ];
}
