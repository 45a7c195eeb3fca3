import {
  type Examples,
  indexParts,
  type PartLabels,
  readClassMapping,
  readIdxLabels,
  withLabels,
} from "../../data/mod.ts";
import { readFile } from "../files/read_file.ts";

/** Examples of some parts with their labels, and what these stand for. */
export interface LabelledParts {
  readonly parts: readonly Examples[];
  readonly classes?: readonly string[];
  readonly remarks: readonly string[];
}

/**
 * The parts of a data set with the labels of their IDX files, where they have some. Numbers of classes are
 * named by the classes that are known, or else by a mapping beside the files, as `readClassMapping`
 * reads it; without these, numbers that are no indices are names themselves.
 *
 * Throws as the readers of the files and `withLabels` do.
 */
export async function readIdxLabelsOf(
  parts: readonly { readonly examples: Examples; readonly labels: string | undefined }[],
  { classes: known, mapping }: {
    classes?: readonly string[] | undefined;
    /** The path of a mapping. */
    mapping?: string | undefined;
  },
): Promise<LabelledParts> {
  const read: (PartLabels & { labels: Int32Array<ArrayBuffer> } | undefined)[] = [];
  for (const { labels: path } of parts) {
    read.push(
      path === undefined ? undefined : {
        name: path,
        labels: readIdxLabels(await readFile(path), path),
      },
    );
  }
  const isMapped = known === undefined && mapping !== undefined && read.some(Boolean);
  const named = isMapped ? readClassMapping(await readFile(mapping), mapping) : known;
  const { parts: labels, classes, remarks } = named
    ? {
      parts: read,
      classes: named,
      remarks: isMapped ? [`${mapping} beside the labels names their classes`] : [],
    }
    : indexParts(read);
  return {
    parts: parts.map(({ examples }, at) => {
      const own = labels[at];
      return own === undefined ? examples : withLabels(examples, own.labels, {
        name: own.name,
        ...(classes && { classCount: classes.length }),
      });
    }),
    ...(classes && { classes }),
    remarks,
  };
}
