import { decodeBase64 } from "../core/encoding/base64.ts";
import { describeJson, oneLine } from "../core/one_line.ts";
import { isRecord } from "../core/parse_record.ts";
import type { RawExample, RunPreprocessor } from "../preprocessing/mod.ts";
import { requestFault } from "./request_fault.ts";

/** Examples as they came, and the classes that came with them. */
export interface SentExamples {
  readonly examples: readonly RawExample[];
  readonly labels?: readonly number[];
}

/** JSON, and what curl says of every body that it is not told the type of. */
const JSON_TYPE = /^(?:application\/(?:(?:[\w.-]+\+)?json|x-www-form-urlencoded)\b|$)/;

/** Pictures, by the name of their kind or as the bytes of a file. */
const PICTURE_TYPE = /^(?:image\/|application\/octet-stream\b)/;

/** A body with the type that it says of itself. */
export interface SentBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The value of Content-Type, in small letters; empty where there is none. */
  readonly contentType: string;
}

/**
 * Reads the examples of a body: a picture's file, a text, or JSON that lists pictures in base64, texts,
 * rows by their columns, or numbers. No picture is looked at.
 *
 * Throws a RequestFault, one sentence, for everything else.
 */
export function readExamples(
  body: SentBody,
  config: Pick<RunPreprocessor, "kind">,
  limits: { readonly maxExamples: number },
): SentExamples {
  const { bytes, contentType } = body;
  if (bytes.length === 0) throw fault("the request has no body");
  if (PICTURE_TYPE.test(contentType)) return { examples: [bytes] };
  if (contentType.startsWith("text/plain")) return { examples: [decodeText(bytes)] };
  if (isJson(body)) return examplesOf(jsonBody(bytes), config, limits);
  throw requestFault(
    `Cannot read examples of the type ${
      oneLine(contentType, { longest: 60 })
    }: expected application/json, ` +
      `text/plain or a picture such as image/png`,
    { status: 415 },
  );
}

/** True for a body that says that it is JSON, or nothing of itself. */
export function isJson({ contentType }: SentBody): boolean {
  return JSON_TYPE.test(contentType);
}

/** The JSON object that a body is; throws a RequestFault for all others. */
export function jsonBody(bytes: Uint8Array): Record<string, unknown> {
  const text = decodeText(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fault("the body is not JSON");
  }
  if (isRecord(value)) return value;
  throw fault(`the body is ${describeJson(value)}, expected an object such as {"examples": […]}`);
}

/** The classes that an object gives; throws a RequestFault for anything else than whole numbers. */
export function labelsOf(value: unknown): { labels?: readonly number[] } {
  if (value === undefined) return {};
  if (Array.isArray(value) && value.every(Number.isSafeInteger)) return { labels: value };
  throw fault(`labels is ${describeJson(value)}, expected a list of the numbers of classes`);
}

function fault(why: string, status: 400 | 413 = 400) {
  return requestFault(`Cannot read examples: ${why}`, { status });
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw fault("the body is not UTF-8");
  }
}

/** The `examples` and `labels` of an object; throws a RequestFault where they are none, or too many. */
export function examplesOf(
  { examples, labels }: Readonly<Record<string, unknown>>,
  config: Pick<RunPreprocessor, "kind">,
  limits: { readonly maxExamples: number },
): SentExamples {
  const list = boundedList(examples, { name: "examples", ...limits });
  return {
    examples: list.map((example, i) => oneExample(example, i + 1, config)),
    ...labelsOf(labels),
  };
}

/** A list with some in it, and not too many; throws a RequestFault for all else. */
export function boundedList(
  list: unknown,
  { name, maxExamples }: { readonly name: string; readonly maxExamples: number },
): readonly unknown[] {
  if (!Array.isArray(list) || list.length === 0) {
    throw fault(`"${name}" is ${describeJson(list)}, expected a list with some`);
  }
  if (list.length <= maxExamples) return list;
  throw fault(`they are ${list.length}, at most ${maxExamples} are taken at once`, 413);
}

/** The numbers of an example; throws a RequestFault for all else, and for such as 32 bits do not hold. */
export function numbersOf(example: readonly unknown[], number: number): readonly number[] {
  const wrong = example.find((each) =>
    typeof each !== "number" || !Number.isFinite(Math.fround(each))
  );
  if (wrong === undefined) return example as readonly number[];
  throw fault(
    `example ${number} holds ${describeJson(wrong)}, expected numbers that 32 bits hold`,
  );
}

function oneExample(
  example: unknown,
  number: number,
  { kind }: Pick<RunPreprocessor, "kind">,
): RawExample {
  if (typeof example === "string") return kind === "image" ? fromBase64(example, number) : example;
  if (Array.isArray(example)) return numbersOf(example, number);
  if (!isRecord(example)) {
    throw fault(
      `example ${number} is ${describeJson(example)}, expected a text, numbers, or an object`,
    );
  }
  if (kind === "image" && typeof example.image === "string") {
    return fromBase64(example.image, number);
  }
  const wrong = Object.keys(example).find((name) => {
    const cell = example[name];
    return typeof cell === "object" && cell !== null;
  });
  if (wrong === undefined) return example as RawExample;
  throw fault(`the ${oneLine(wrong, { longest: 60 })} of example ${number} is no single value`);
}

function fromBase64(text: string, number: number): Uint8Array<ArrayBuffer> {
  try {
    return decodeBase64(text);
  } catch {
    throw fault(`the model is for pictures, and example ${number} is no file in base64`);
  }
}
