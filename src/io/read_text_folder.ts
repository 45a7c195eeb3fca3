import type { DataSet } from "../data/data_set.ts";
import { dataSetOfLines } from "../data/data_set_of_lines.ts";
import type { JsonLine } from "../data/json_lines.ts";
import type { FoundData } from "./find_data.ts";
import { TEXT } from "./folder_format.ts";
import { listFolder } from "./list_folder.ts";
import { readFile } from "./read_file.ts";

/**
 * Reads a folder of text files as bags of words; subfolders are classes, or splits of classes.
 *
 * Text that is not UTF-8 is taken for Windows-1252, as old mail and news are. Throws as `listFolder` and
 * `dataSetOfLines` do, and a TypeError where only some files lie in a class.
 */
export async function readTextFolder(
  { name, path }: FoundData,
  options: { vocabulary?: readonly string[]; wordCount?: number },
): Promise<DataSet> {
  const files = await listFolder(path, TEXT);
  if (new Set(files.map(({ label }) => label === undefined)).size > 1) {
    throw new TypeError(`Cannot label the texts of ${path}: only one of its splits has classes`);
  }
  const lines: JsonLine[] = [];
  for (const [i, { path: file, split, label }] of files.entries()) {
    const text = decodeText(await readFile(file));
    lines.push({ line: i + 1, split, text, ...(label !== undefined && { label }) });
  }
  return dataSetOfLines(lines, { ...options, name });
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
