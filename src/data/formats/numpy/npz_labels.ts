import { type IndexedParts, indexParts, type PartLabels } from "../../examples/index_parts.ts";
import { decodeNpy, isFloatType } from "../../../core/npy/npy.ts";
import { readNpyHeader } from "../../../core/npy/npy_header.ts";
import { readNpyLabels } from "./npy_labels.ts";

/**
 * Reads training and test labels from .npy files with what errors call them, so that both index the
 * same classes; with sentences on what was made of them. Where one holds fractions, none are labels.
 *
 * Throws as `readNpyLabels` does.
 */
export function readNpzLabels(
  files: readonly ([Uint8Array, string] | undefined)[],
): IndexedParts {
  const remarks: string[] = [];
  const fractions = files.find((file) => file && holdsFractions(file));
  if (fractions !== undefined) {
    const remark = `${fractions[1]} holds fractions, which are no labels: it is left out`;
    return { parts: [], remarks: [remark] };
  }
  const read = files.map((file): PartLabels | undefined => {
    if (file === undefined) return undefined;
    const [, name] = file;
    const { labels, remark } = readNpyLabels(...file);
    if (remark !== undefined) remarks.push(remark);
    return { name, labels };
  });
  const indexed = indexParts(read);
  return { ...indexed, remarks: [...remarks, ...indexed.remarks] };
}

/** True for a column of numbers that are not whole, as the targets of a regression. */
function holdsFractions([bytes, name]: [Uint8Array, string]): boolean {
  const { type: number } = readNpyHeader(bytes, name);
  if (!isFloatType(number)) return false;
  const { values } = decodeNpy(bytes, name);
  return values.some((value) => Number.isFinite(value) && !Number.isInteger(value));
}
