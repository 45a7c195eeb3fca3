import { type DataSet, dataSetOfLines, type JsonLine, type LinesOptions } from "../../data/mod.ts";
import type { FoundData } from "../find/find_data.ts";
import { TEXT } from "../find/folder_format.ts";
import { countOf, firstNames } from "../files/count_files.ts";
import { listFolder } from "../files/list_folder.ts";
import { readFile } from "../files/read_file.ts";

/**
 * Reads a folder of text files as bags of words; subfolders are classes, or splits of classes.
 *
 * Text that is not UTF-8 is taken for Windows-1252, as old mail and news are. Throws as `listFolder` and
 * `dataSetOfLines` do, and the reason of a signal that is aborted.
 */
export async function readTextFolder(
  { name, path }: FoundData,
  { words, text: choices, isQuoted, signal }: Pick<LinesOptions, "words" | "text" | "isQuoted"> & {
    readonly signal?: AbortSignal;
  },
): Promise<DataSet> {
  const { files, others, remarks } = await listFolder(path, {
    fits: (file) => TEXT.test(file),
    one: "text",
  });
  const lines: JsonLine[] = [];
  for (const [i, { path: file, id, split, label }] of files.entries()) {
    signal?.throwIfAborted();
    const text = decodeText(await readFile(file));
    lines.push({ line: i + 1, id, split, text, ...(label !== undefined && { label }) });
  }
  const said = [
    ...remarks,
    ...others.length === 0
      ? []
      : [`Left out: ${countOf(others.length, "file")} of other kinds (${firstNames(others)})`],
  ];
  const data = dataSetOfLines(lines, { words, text: choices, isQuoted, name });
  const all = [...said, ...data.remarks ?? []];
  return { ...data, ...(all.length > 0 && { remarks: all }) };
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
