/** Longer texts say no more to who reads an error. */
const LONGEST = 400;

/** A text on one line of bounded length, for errors: what comes out of a file may hold anything. */
export function oneLine(text: string, { longest = LONGEST }: { longest?: number } = {}): string {
  // What is cut off below need not be searched.
  const line = text.slice(0, 4 * longest).replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** The message of something that was thrown, on one line. */
export function reasonOf(cause: unknown): string {
  return oneLine(cause instanceof Error ? cause.message : String(cause));
}

/** A value out of a JSON text as errors name it: lists and objects by that alone, as they may be deep. */
export function describeJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(oneLine(value, { longest: 60 }));
  if (typeof value !== "object" || value === null) return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}
