import type { SchemaElement, SchemaTree } from "hyparquet";

/** The kinds of values, by their annotations, that are neither numbers, dates nor words. */
const UNREAD: Readonly<Record<string, string>> = {
  TIME: "times of day",
  TIME_MILLIS: "times of day",
  TIME_MICROS: "times of day",
  INTERVAL: "spans of time",
  LIST: "lists",
  MAP: "maps",
  MAP_KEY_VALUE: "maps",
  JSON: "JSON",
  BSON: "BSON",
  VARIANT: "values of any type",
  GEOMETRY: "shapes",
  GEOGRAPHY: "shapes",
  FILE: "files",
};

/** The annotations of bytes that make words or numbers of them. */
const READ_BYTES = new Set(["UTF8", "STRING", "ENUM", "UUID", "DECIMAL", "FLOAT16"]);

/** The kind of things in a column that is not read; undefined for numbers, truths, dates and words. */
export function unreadType({ element, children }: SchemaTree): string | undefined {
  const annotations = annotationsOf(element);
  const unread = annotations.find((each) => Object.hasOwn(UNREAD, each));
  if (unread !== undefined) return UNREAD[unread];
  if (element.repetition_type === "REPEATED") return "lists";
  if (children.length > 0) return "records";
  const isBytes = element.type === "BYTE_ARRAY" || element.type === "FIXED_LEN_BYTE_ARRAY";
  return isBytes && !annotations.some((each) => READ_BYTES.has(each)) ? "bytes" : undefined;
}

function annotationsOf({ logical_type, converted_type }: SchemaElement): string[] {
  return [logical_type?.type, converted_type].filter((each) => each !== undefined);
}
