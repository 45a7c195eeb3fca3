import { describeJson } from "../core/one_line.ts";
import { isRecord, parseRecord } from "../core/parse_record.ts";
import type { RawExample } from "../preprocessing/mod.ts";
import type { EdgeModel } from "./edge_model.ts";
import { Refusal } from "./read_body.ts";

/** The examples, or inputs in the units of the model, that a request asks the codes of. */
export interface EdgeQuestion {
  readonly examples?: readonly RawExample[];
  /** [B][…]: the numbers of each. */
  readonly inputs?: readonly (readonly number[])[];
  readonly labels?: readonly number[];
}

/**
 * Reads the body of a request by its type: a text, the bytes of a picture's file, or JSON with a list of
 * `examples` or of `inputs`, and `labels`. Throws a refusal of one sentence for any other.
 */
export function edgeQuestion(
  body: Uint8Array<ArrayBuffer>,
  { type, model, most }: { type: string; model: EdgeModel; most: number },
): EdgeQuestion {
  const [name] = type.toLowerCase().split(";").map((part) => part.trim());
  if (name.startsWith("image/") || name === "application/octet-stream") return { examples: [body] };
  if (name === "text/plain") return { examples: [textOf(body)] };
  if (name !== "application/json" && name !== "") {
    throw new Refusal(
      415,
      "Cannot encode: expected a body of type application/json, text/plain, image/png or image/jpeg",
    );
  }
  const record = parseRecord(textOf(body));
  if (!record) throw new Refusal(400, "Cannot encode: the body is no JSON object");
  const { examples, inputs, labels } = record;
  if ((examples === undefined) === (inputs === undefined)) {
    throw new Refusal(400, 'Cannot encode: expected one of "examples" and "inputs" in the body');
  }
  const list = listOf(examples ?? inputs, "a list of examples");
  if (list.length > most) {
    throw new Refusal(
      413,
      `Cannot encode ${list.length} examples at once: expected ${most} at most`,
    );
  }
  return {
    ...(examples === undefined
      ? { inputs: list.map((each) => numbersOf(each, "an input")) }
      : { examples: list.map((each) => exampleOf(each, model)) }),
    ...(labels !== undefined && { labels: numbersOf(labels, "labels") }),
  };
}

/** An example out of JSON; pictures come as base64, alone or as `image` of an object, as a server takes them. */
function exampleOf(value: unknown, { preprocessor: { kind } }: EdgeModel): RawExample {
  if (typeof value === "string") return kind === "image" ? bytesOf(value) : value;
  if (Array.isArray(value)) return numbersOf(value, "an example");
  if (kind === "image" && isRecord(value) && typeof value.image === "string") {
    return bytesOf(value.image);
  }
  const cells = isRecord(value) && Object.values(value).every(isCell);
  if (cells) return value as Exclude<RawExample, string>;
  throw new Refusal(
    400,
    `Cannot encode ${
      describeJson(value)
    }: expected a text, a list of numbers, or a row by its columns`,
  );
}

function isCell(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Refusal(400, `Cannot encode ${describeJson(value)}: expected ${what}`);
}

function numbersOf(value: unknown, what: string): readonly number[] {
  const wrong = listOf(value, `${what} as a list of numbers`)
    .find((each) => typeof each !== "number" || !Number.isFinite(Math.fround(each)));
  if (wrong === undefined) return value as readonly number[];
  throw new Refusal(
    400,
    `Cannot encode ${what} with ${describeJson(wrong)}: expected finite numbers`,
  );
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Refusal(400, "Cannot encode a picture: expected its file as base64");
  }
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new Refusal(400, "Cannot encode: the body is no UTF-8");
  }
}
