import { mkdir, writeFile } from "node:fs/promises";
import { join } from "@std/path";
import { stringify } from "@std/csv";
import type { NdArray } from "../core/nd_array.ts";
import { encodeNpy } from "../core/npy/npy.ts";
import { formatOfBytes } from "../data/mod.ts";
import type { RawRow } from "../preprocessing/mod.ts";

/** Examples at hand: rows by their columns, numbers, texts, the bytes of pictures' files, or an array. */
export type Rows =
  | readonly RawRow[]
  | readonly (readonly number[] | Float32Array)[]
  | readonly string[]
  | readonly Uint8Array[]
  | NdArray;

/**
 * Writes examples as a file or a folder that is read as data; gives its path. Throws a TypeError or a
 * RangeError, one sentence, for none at all, for such of different kinds or sizes, and for bytes that are no
 * picture.
 */
export async function writeRows(rows: Rows, directory: string): Promise<string> {
  if (!Array.isArray(rows)) return await writeArray(rows as NdArray, directory);
  const list = rows as readonly unknown[], kinds = new Set(list.map(kindOf));
  if (list.length === 0) throw new RangeError("Cannot fit a model to no rows");
  if (kinds.size > 1) {
    throw new TypeError(
      `Cannot fit a model to rows of different kinds: expected all of one of ${
        [...kinds].join(", ")
      }`,
    );
  }
  switch ([...kinds][0]) {
    case "texts":
      return await writeTexts(list as readonly string[], directory);
    case "pictures":
      return await writePictures(list as readonly Uint8Array[], directory);
    case "lists of numbers":
      return await writeNumbers(list as readonly ArrayLike<number>[], directory);
    default:
      return await writeTable(list as readonly RawRow[], directory);
  }
}

function kindOf(row: unknown): string {
  if (typeof row === "string") return "texts";
  if (row instanceof Uint8Array) return "pictures";
  if (Array.isArray(row) || row instanceof Float32Array) return "lists of numbers";
  if (typeof row === "object" && row !== null) return "rows by their columns";
  throw new TypeError(
    `Cannot fit a model to ${row}: expected rows by their columns, lists of numbers, texts or the bytes of ` +
      `pictures`,
  );
}

async function write(directory: string, name: string, content: string | Uint8Array) {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

async function writeArray({ shape, values }: NdArray, directory: string): Promise<string> {
  if (shape.length < 2) {
    throw new RangeError(`Cannot fit a model to an array of shape [${shape}]: expected [N, …]`);
  }
  return await write(
    directory,
    "rows.npy",
    encodeNpy({ shape, values: Float32Array.from(values) }),
  );
}

async function writeNumbers(rows: readonly ArrayLike<number>[], directory: string) {
  const [{ length }] = rows, other = rows.findIndex((row) => row.length !== length);
  if (other >= 0) {
    throw new RangeError(
      `Cannot fit a model to rows of different lengths: row 1 has ${length} numbers, row ${
        other + 1
      } ${rows[other].length}`,
    );
  }
  const values = new Float32Array(rows.length * length);
  rows.forEach((row, i) => values.set(row, i * length));
  return await writeArray({ shape: [rows.length, length], values }, directory);
}

async function writeTexts(texts: readonly string[], directory: string): Promise<string> {
  const lines = texts.map((text) => JSON.stringify({ text })).join("\n");
  return await write(directory, "rows.jsonl", lines + "\n");
}

async function writeTable(rows: readonly RawRow[], directory: string): Promise<string> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => columns.map((name) => cellOf(row[name])));
  return await write(directory, "rows.csv", stringify([columns, ...cells]));
}

/** The text of a cell; an empty one for what is missing. */
function cellOf(value: RawRow[string] | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  return typeof value === "object" ? value.toISOString() : String(value);
}

async function writePictures(pictures: readonly Uint8Array[], directory: string): Promise<string> {
  const folder = join(directory, "rows");
  await mkdir(folder);
  for (const [i, bytes] of pictures.entries()) {
    const format = formatOfBytes(bytes);
    if (!format) throw new TypeError(`Cannot fit a model to row ${i + 1}: it is no picture's file`);
    await write(folder, `${String(i + 1).padStart(6, "0")}.${format.endings[0]}`, bytes);
  }
  return folder;
}
