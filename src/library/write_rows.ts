import { mkdir, writeFile } from "node:fs/promises";
import { join } from "@std/path";
import { stringify } from "@std/csv";
import { zipSync } from "fflate";
import type { NdArray } from "../core/nd_array.ts";
import { encodeNpy, encodeNpyTexts } from "../core/npy/npy.ts";
import { formatOfBytes } from "../data/mod.ts";
import { splitWordOf } from "../io/files/split_folders.ts";
import type { RawRow } from "../preprocessing/mod.ts";

/** Examples at hand: rows by their columns, numbers, texts, the bytes of pictures' files, or an array. */
export type Rows =
  | readonly RawRow[]
  | readonly (readonly number[] | Float32Array)[]
  | readonly string[]
  | readonly Uint8Array[]
  | NdArray;

/** The classes of examples, in their order: names, or whole numbers from 0. */
export type Labels = readonly (string | number)[];

/** The name of the column that labels are written to. */
const LABEL = "label";

/** The place that examples are written to. */
interface Place {
  readonly directory: string;
  readonly labels?: Labels | undefined;
}

/**
 * Writes examples, with their labels where they have some, as a file or a folder that is read as data; gives
 * its path. Throws a TypeError or a RangeError, one sentence, for none at all, for such of different kinds or
 * sizes, for bytes that are no picture, and for labels that are not one for each.
 */
export async function writeRows(rows: Rows, place: Place): Promise<string> {
  checkLabels(rows, place.labels);
  if (!Array.isArray(rows)) return await writeArray(rows as NdArray, place);
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
      return await writeTexts(list as readonly string[], place);
    case "pictures":
      return await writePictures(list as readonly Uint8Array[], place);
    case "lists of numbers":
      return await writeNumbers(list as readonly ArrayLike<number>[], place);
    default:
      return await writeTable(list as readonly RawRow[], place);
  }
}

function checkLabels(rows: Rows, labels: Labels | undefined): void {
  if (labels === undefined) return;
  const count = Array.isArray(rows) ? rows.length : (rows as NdArray).shape[0];
  if (labels.length !== count) {
    throw new RangeError(
      `Cannot fit a model to ${count} rows with ${labels.length} labels: expected one for each row`,
    );
  }
  const odd = labels.findIndex((label) =>
    typeof label === "string" ? label.trim() === "" : !(Number.isInteger(label) && label >= 0)
  );
  if (odd >= 0) {
    throw new TypeError(
      `Cannot take ${JSON.stringify(labels[odd])} for the label of row ${
        odd + 1
      }: expected a name or a ` +
        "whole number from 0",
    );
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

async function writeArray({ shape, values }: NdArray, { directory, labels }: Place) {
  if (shape.length < 2) {
    throw new RangeError(`Cannot fit a model to an array of shape [${shape}]: expected [N, …]`);
  }
  const x = encodeNpy({ shape, values: Float32Array.from(values) });
  if (labels === undefined) return await write(directory, "rows.npy", x);
  const numbers = labels.filter((label) => typeof label === "number");
  const y = numbers.length === labels.length
    ? encodeNpy({ shape: [labels.length], values: Int32Array.from(numbers) })
    : encodeNpyTexts(labels.map(String));
  return await write(directory, "rows.npz", zipSync({ "x.npy": x, "y.npy": y }, { level: 0 }));
}

async function writeNumbers(rows: readonly ArrayLike<number>[], place: Place) {
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
  return await writeArray({ shape: [rows.length, length], values }, place);
}

async function writeTexts(texts: readonly string[], { directory, labels }: Place): Promise<string> {
  const lines = texts.map((text, i) =>
    JSON.stringify({ text, ...(labels && { label: labels[i] }) })
  );
  return await write(directory, "rows.jsonl", lines.join("\n") + "\n");
}

async function writeTable(rows: readonly RawRow[], { directory, labels }: Place): Promise<string> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (labels && columns.includes(LABEL)) {
    throw new TypeError(
      `Cannot fit a model to rows with a column "${LABEL}" and labels beside them: leave out one of both`,
    );
  }
  const cells = rows.map((row, i) => [
    ...columns.map((name) => cellOf(row[name])),
    ...(labels ? [String(labels[i])] : []),
  ]);
  const header = labels ? [...columns, LABEL] : columns;
  return await write(directory, "rows.csv", stringify([header, ...cells]));
}

/** The text of a cell; an empty one for what is missing. */
function cellOf(value: RawRow[string] | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  return typeof value === "object" ? value.toISOString() : String(value);
}

async function writePictures(
  pictures: readonly Uint8Array[],
  { directory, labels }: Place,
): Promise<string> {
  const folder = join(directory, "rows");
  await mkdir(folder);
  for (const [i, bytes] of pictures.entries()) {
    const format = formatOfBytes(bytes);
    if (!format) throw new TypeError(`Cannot fit a model to row ${i + 1}: it is no picture's file`);
    // Classes are folders.
    const place = labels ? join(folder, folderOf(labels[i])) : folder;
    await mkdir(place, { recursive: true });
    await write(place, `${String(i + 1).padStart(6, "0")}.${format.endings[0]}`, bytes);
  }
  return folder;
}

/** The name of a class as that of a folder. */
function folderOf(label: string | number): string {
  const name = String(label);
  if (/^[^/\\\0.][^/\\\0]*$/.test(name) && splitWordOf(name) === undefined) return name;
  throw new TypeError(
    `Cannot take "${name}" for a class of pictures: expected a name that a folder can have, and none of a ` +
      "part such as train",
  );
}
