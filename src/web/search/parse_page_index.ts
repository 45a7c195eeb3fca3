import { describeJson } from "../../core/one_line.ts";
import { isRecord, parseRecord } from "../../core/parse_record.ts";
import { type Refuse, refusing } from "../../core/refuse.ts";
import { METRICS } from "../../retrieval/mod.ts";
import type { ThumbnailLayout } from "../picture/thumbnails.ts";
import { PAGE_INDEX_FORMAT, type PageIndex, type PageIndexFile } from "./page_index.ts";

/** The most of anything that is counted: what a page makes room for lies far below it. */
const MOST = 2 ** 31;

/** The longest side of a sheet of thumbnails in pixels, and of one of them. */
const LONGEST_SHEET = 4096, LONGEST_SIDE = 256;

const KINDS = ["images", "table", "texts", "vectors"] as const;

/**
 * Reads the text of an index.json of an export; `name` is how errors call it. Throws a SyntaxError of one
 * sentence, which names the field, for a text that is none.
 */
export function parsePageIndex(text: string, name: string): PageIndex {
  const refuse = refusing(name, "an index");
  const record = parseRecord(text) ?? refuse("it is not a JSON object");
  const { format, data, kind, count, itemsPerFile, thumbnails, functionWords, files } = record;
  if (format !== PAGE_INDEX_FORMAT) {
    refuse(`its format is ${describeJson(format)}, expected ${PAGE_INDEX_FORMAT}`);
  }
  if (typeof data !== "string") return refuse("its data is not a name");
  const known = KINDS.find((each) => each === kind);
  if (!known) return refuse(`its kind is ${describeJson(kind)}, expected ${KINDS.join(", ")}`);
  if (!isCount(count)) return refuse("its count is not a whole number from 1 up");
  if (!isCount(itemsPerFile)) return refuse("its itemsPerFile is not a whole number from 1 up");
  if (functionWords !== undefined && !isWords(functionWords)) {
    return refuse("its functionWords are not a list of words");
  }
  if (!isFiles(files)) return refuse("its files are not known by their SHA-256 and their bytes");
  return {
    ...{ format: PAGE_INDEX_FORMAT, data, kind: known, count, itemsPerFile, files },
    codes: codesOf(record.codes, refuse),
    ...(thumbnails !== undefined && { thumbnails: layoutOf(thumbnails, refuse) }),
    ...(functionWords && { functionWords }),
  };
}

function codesOf(value: unknown, refuse: Refuse): PageIndex["codes"] {
  const { type, size, metric, threshold } = isRecord(value) ? value : {};
  if (!isCount(size)) return refuse("its codes have no size");
  if (type === "bits" && typeof threshold === "number" && Number.isFinite(threshold)) {
    return { type, size, threshold };
  }
  const known = METRICS.find((each) => each === metric);
  if (type === "values" && known) return { type, size, metric: known };
  return refuse(`its codes are neither bits with a threshold nor values with a metric`);
}

function layoutOf(value: unknown, refuse: Refuse): ThumbnailLayout {
  const { width, height, columns, perSheet } = isRecord(value) ? value : {};
  if (
    isCount(width) && isCount(height) && isCount(columns) && isCount(perSheet) &&
    Math.max(width, height) <= LONGEST_SIDE && columns * width <= LONGEST_SHEET &&
    Math.ceil(perSheet / columns) * height <= LONGEST_SHEET
  ) return { width, height, columns, perSheet };
  return refuse(
    `its thumbnails are no pictures of ${LONGEST_SIDE} pixels a side at most on sheets of ${LONGEST_SHEET}`,
  );
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) < MOST;
}

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((word) => typeof word === "string");
}

function isFiles(value: unknown): value is Record<string, PageIndexFile> {
  return isRecord(value) &&
    Object.values(value).every((file) =>
      isRecord(file) && typeof file.sha256 === "string" && /^[0-9a-f]{64}$/.test(file.sha256) &&
      Number.isSafeInteger(file.bytes) && Number(file.bytes) >= 0
    );
}
