import { isRecord } from "../../../core/parse_record.ts";
import { type Refuse, refusing } from "../../../core/refuse.ts";

/** The contents of one line of a JSON lines file: a text or a row of numbers, never both. */
export interface JsonLine {
  /** Counted from 1, for errors. */
  readonly line: number;
  /** The name of the example, such as that of its file. */
  readonly id?: string;
  readonly text?: string;
  readonly values?: readonly number[];
  /** The class as the file spells it. */
  readonly label?: string;
  readonly split: "train" | "test";
}

/**
 * Reads JSON lines, each `{"text": …}` or `{"values": […]}` (or `"x"`); `name` is how errors call it.
 *
 * A line may add `"label"` (a string or whole number) or `"labels"`, of which the first is the
 * class, and `"split"`, which is `"train"` where it is left out. All lines must be of one kind, and
 * all or none have a label. Blank lines are passed over. Throws a SyntaxError that names the line.
 */
export function readJsonLines(bytes: Uint8Array, name: string): JsonLine[] {
  const refuseFile = refusing(name, "JSON lines");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuseFile("it is not UTF-8 text");
  }
  const lines: JsonLine[] = [];
  let number = 0;
  for (const content of text.split("\n")) {
    number++;
    if (content.trim() === "") continue;
    const refuse: Refuse = (why) => refuseFile(`line ${number} ${why}`);
    const line = readLine(content, number, refuse);
    const first = lines[0] ?? line;
    if ((first.text === undefined) !== (line.text === undefined)) {
      refuse(`holds ${line.text === undefined ? "numbers" : "text"}, unlike line ${first.line}`);
    }
    if ((first.label === undefined) !== (line.label === undefined)) {
      refuse(`has ${line.label === undefined ? "no" : "a"} label, unlike line ${first.line}`);
    }
    if (first.values?.length !== line.values?.length) {
      refuse(`holds ${line.values?.length} numbers, line ${first.line} ${first.values?.length}`);
    }
    lines.push(line);
  }
  if (lines.length === 0) refuseFile("it holds no lines");
  return lines;
}

function readLine(content: string, line: number, refuse: Refuse): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    refuse("is not JSON");
  }
  if (!isRecord(value)) return refuse("is not an object");
  const { text, split = "train" } = value;
  if (split !== "train" && split !== "test") {
    return refuse('has a "split" that is neither "train" nor "test"');
  }
  const label = readLabel(value, refuse);
  const base = { line, split, ...(label !== undefined && { label }) } as const;
  const numbers = value.values ?? value.x;
  if (text !== undefined && numbers !== undefined) {
    return refuse('has both a "text" and numbers, expected one');
  }
  if (typeof text === "string") return { ...base, text };
  if (text !== undefined) return refuse('has a "text" that is not a string');
  if (!Array.isArray(numbers) || numbers.length === 0) {
    return refuse('has neither a "text" nor a list of numbers "values"');
  }
  const bad = numbers.findIndex((entry) =>
    !(typeof entry === "number" && Number.isFinite(Math.fround(entry)))
  );
  if (bad >= 0) return refuse(`has a value ${bad + 1} that is not a finite 32-bit number`);
  return { ...base, values: numbers };
}

function readLabel(
  { label, labels }: Record<string, unknown>,
  refuse: Refuse,
): string | undefined {
  const given = label ?? (Array.isArray(labels) ? labels[0] : labels);
  if (given === undefined || given === null) return undefined;
  if (typeof given === "string" || Number.isSafeInteger(given)) return String(given);
  return refuse("has a label that is neither a string nor a whole number");
}
