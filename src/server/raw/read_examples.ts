import { decodeBase64 } from "../../core/encoding/base64.ts";
import { describeJson, oneLine } from "../../core/one_line.ts";
import { isRecord } from "../../core/parse_record.ts";
import { measureImage } from "../../data/mod.ts";
import type { RawExample, RunPreprocessor } from "../../preprocessing/mod.ts";
import { requestFault } from "../protocol/request_fault.ts";

/** Examples as they came, and the classes that came with them. */
export interface SentExamples {
  readonly examples: readonly RawExample[];
  readonly labels?: readonly number[];
}

/** JSON, and what curl says of every body that it is not told the type of. */
const JSON_TYPE = /^application\/(?:(?:[\w.-]+\+)?json|x-www-form-urlencoded)\b/;

/** A body with the type that it says of itself. */
export interface SentBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The value of Content-Type, in small letters; empty where there is none. */
  readonly contentType: string;
}

/** The bounds of examples. */
export interface ExampleLimits {
  /** The most examples of a request. */
  readonly maxExamples: number;
  /** The most pixels of a picture, as its file declares them. */
  readonly maxPixels: number;
}

/**
 * Reads the examples of a body: a picture's file, a text, or JSON that lists pictures in base64, texts,
 * rows by their columns, or numbers. No picture is decoded that declares too many pixels.
 *
 * Throws a RequestFault, one sentence, for everything else.
 */
export async function readExamples(
  { bytes, contentType }: SentBody,
  config: Pick<RunPreprocessor, "kind">,
  limits: ExampleLimits,
): Promise<SentExamples> {
  if (bytes.length === 0) throw fault("the request has no body");
  if (contentType.startsWith("image/")) {
    await checkPicture(bytes, 1, limits);
    return { examples: [bytes] };
  }
  if (contentType.startsWith("text/plain")) return { examples: [decodeText(bytes)] };
  if (contentType === "" || JSON_TYPE.test(contentType)) {
    return await fromJson(jsonBody(bytes), config, limits);
  }
  throw requestFault(
    `Cannot read examples of the type ${
      oneLine(contentType, { longest: 60 })
    }: expected application/json, ` +
      `text/plain or a picture such as image/png`,
    { status: 415 },
  );
}

/** The JSON object that a body is; throws a RequestFault for all others. */
export function jsonBody(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(decodeText(bytes));
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

async function fromJson(
  { examples, labels }: Record<string, unknown>,
  config: Pick<RunPreprocessor, "kind">,
  limits: ExampleLimits,
): Promise<SentExamples> {
  if (!Array.isArray(examples) || examples.length === 0) {
    throw fault(`"examples" is ${describeJson(examples)}, expected a list with some`);
  }
  if (examples.length > limits.maxExamples) {
    throw fault(
      `they are ${examples.length}, at most ${limits.maxExamples} are taken at once`,
      413,
    );
  }
  const read: RawExample[] = [];
  for (const [i, example] of examples.entries()) {
    read.push(await oneExample(example, i + 1, { config, limits }));
  }
  return { examples: read, ...labelsOf(labels) };
}

async function oneExample(
  example: unknown,
  number: number,
  { config, limits }: { config: Pick<RunPreprocessor, "kind">; limits: ExampleLimits },
): Promise<RawExample> {
  if (typeof example === "string") return example;
  if (Array.isArray(example)) {
    const wrong = example.find((each) => !Number.isFinite(each));
    if (wrong === undefined) return example;
    throw fault(`example ${number} holds ${describeJson(wrong)}, expected numbers`);
  }
  if (!isRecord(example)) {
    throw fault(
      `example ${number} is ${describeJson(example)}, expected a text, numbers, or an object`,
    );
  }
  if (config.kind === "image" && typeof example.image === "string") {
    const bytes = fromBase64(example.image, number);
    await checkPicture(bytes, number, limits);
    return bytes;
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
    return new Uint8Array(decodeBase64(text));
  } catch {
    throw fault(`the image of example ${number} is not base64`);
  }
}

/** Refuses a picture by what its head declares, before its pixels are asked for. */
async function checkPicture(
  bytes: Uint8Array,
  number: number,
  { maxPixels }: ExampleLimits,
): Promise<void> {
  let shape: readonly number[];
  try {
    shape = await measureImage(bytes, `example ${number}`);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Cannot ")) {
      throw requestFault(error.message);
    }
    throw error;
  }
  const [height, width] = shape;
  if (height * width <= maxPixels) return;
  throw requestFault(
    `Cannot read example ${number}: its ${width} × ${height} pixels are more than the ${maxPixels} ` +
      `allowed`,
    { status: 413 },
  );
}
