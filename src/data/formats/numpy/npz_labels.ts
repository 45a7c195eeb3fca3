import { indexLabels } from "../../examples/index_labels.ts";
import { decodeNpy } from "./npy.ts";
import { readNpyHeader } from "./npy_header.ts";
import { type NpyLabels, readNpyLabels } from "./npy_labels.ts";

/** Labels of the array of this name. */
export interface NpzLabels {
  readonly name: string;
  readonly labels: Int32Array<ArrayBuffer>;
}

/**
 * Reads training and test labels from .npy files with what errors call them, so that both index the
 * same classes; with sentences on what was made of them. Where one holds fractions, none are labels.
 *
 * Throws as `readNpyLabels` does.
 */
export function readNpzLabels(
  files: readonly ([Uint8Array, string] | undefined)[],
): { labels: (NpzLabels | undefined)[]; classes?: readonly string[]; remarks: string[] } {
  const remarks: string[] = [];
  const fractions = files.find((file) => file && holdsFractions(file));
  if (fractions !== undefined) {
    const remark = `${fractions[1]} holds fractions, which are no labels: it is left out`;
    return { labels: [], remarks: [remark] };
  }
  const read = files.map((file): NpyLabels & { name: string } | undefined => {
    if (file === undefined) return undefined;
    const [, name] = file;
    const labels = readNpyLabels(...file);
    if (labels.remark !== undefined) remarks.push(labels.remark);
    return { ...labels, name };
  });
  const numbers = read.flatMap((part): NpzLabels[] =>
    part?.labels instanceof Int32Array ? [{ name: part.name, labels: part.labels }] : []
  );
  if (numbers.length === read.filter((part) => part !== undefined).length) {
    return { labels: read.map((part) => numbers.find(({ name }) => name === part?.name)), remarks };
  }
  const { labels, classes } = indexLabels(
    read.flatMap((part) => part === undefined ? [] : Array.from(part.labels, String)),
  );
  let from = 0;
  return {
    labels: read.map((part) =>
      part && { name: part.name, labels: labels.slice(from, from += part.labels.length) }
    ),
    ...(classes && { classes }),
    remarks,
  };
}

/** True for a column of numbers that are not whole, as the targets of a regression. */
function holdsFractions([bytes, name]: [Uint8Array, string]): boolean {
  const { type: number } = readNpyHeader(bytes, name);
  if (!/^f[248]$/.test(number)) return false;
  const { values } = decodeNpy(bytes, name);
  return values.some((value) => Number.isFinite(value) && !Number.isInteger(value));
}
