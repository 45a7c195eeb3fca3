import type { NdArray } from "../core/nd_array.ts";
import { reasonOf } from "../core/one_line.ts";
import { boundedBody } from "../requests/bounded_body.ts";
import {
  boundedList,
  examplesOf,
  isJson,
  jsonBody,
  labelsOf,
  numbersOf,
  readExamples,
  type SentBody,
} from "../requests/read_examples.ts";
import { isRequestFault, requestFault } from "../requests/request_fault.ts";
import type { EdgeEncoder } from "./edge_encoder.ts";

/** The limits of what a handler takes, and of who may ask. */
export interface HandlerLimits {
  /** The longest body, in bytes: 4 MiB unless given. */
  readonly mostBytes?: number;
  /** The most examples of a request: 256 unless given. */
  readonly mostExamples?: number;
  /** The origins whose pages may read the answers: none but the handler's own unless given, `*` for all. */
  readonly origins?: readonly string[];
}

/** The errors by which an example is refused, as opposed to a program that fails. */
const REFUSALS = [TypeError, RangeError, SyntaxError];

/**
 * Makes a handler of requests, as `Deno.serve`, Cloudflare Workers and service workers call one:
 *
 * `GET` anything describes the encoder. `POST …/encode` answers `{"shape": [B, …], "codes": [[…], …]}` for
 * a text, a picture's file, or JSON with `examples` or `inputs`; else `{"error": …}`, one sentence, with a
 * status of 400, 404, 405, 413, 415 or 500.
 */
export function createEdgeHandler(
  encoder: EdgeEncoder,
  { mostBytes = 2 ** 22, mostExamples = 256, origins = [] }: HandlerLimits = {},
): (request: Request) => Promise<Response> {
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url), isEncoding = /(?:^|\/)encode$/.test(pathname);
    const isAsking = request.method === "GET" || request.method === "HEAD";
    if (isAsking && !isEncoding) return json(200, descriptionOf(encoder));
    if (!isEncoding) {
      throw requestFault("Cannot answer: expected POST to /encode", { status: 404 });
    }
    if (request.method !== "POST") {
      throw requestFault(`Cannot answer ${request.method}: expected POST`, {
        status: 405,
        headers: { allow: "POST" },
      });
    }
    const contentType = (request.headers.get("content-type") ?? "").trim().toLowerCase();
    const bytes = await boundedBody(request, { maxBody: mostBytes });
    const codes = await codesOf(encoder, { bytes, contentType }, { maxExamples: mostExamples });
    return json(200, answerOf(codes));
  };
  return async (request) => {
    const origin = allowed(request.headers.get("origin"), origins);
    if (request.method === "OPTIONS" && origin !== undefined) return preflight(origin);
    const response = await answer(request).catch(refusalOf);
    if (origin !== undefined) response.headers.set("access-control-allow-origin", origin);
    if (origins.length > 0) response.headers.append("vary", "origin");
    if (request.method !== "HEAD") return response;
    await response.body?.cancel();
    return new Response(null, response);
  };
}

/** The origin that an answer names for a page of one; undefined where none is allowed. */
function allowed(origin: string | null, origins: readonly string[]): string | undefined {
  if (origin === null) return undefined;
  if (origins.includes("*")) return "*";
  return origins.includes(origin) ? origin : undefined;
}

/** The answer to the question whether a page may ask. */
function preflight(origin: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "GET, HEAD, POST",
      "access-control-allow-headers": "content-type",
      "access-control-max-age": "86400",
      "vary": "origin",
    },
  });
}

function refusalOf(error: unknown): Response {
  if (isRequestFault(error)) return json(error.status, { error: error.message }, error.headers);
  if (REFUSALS.some((each) => error instanceof each)) return json(400, { error: reasonOf(error) });
  // What went wrong inside is no business of whoever asks.
  console.error(error);
  return json(500, { error: "Cannot encode: the encoder failed" });
}

async function codesOf(
  encoder: EdgeEncoder,
  body: SentBody,
  limits: { readonly maxExamples: number },
): Promise<NdArray> {
  const { preprocessor } = encoder.model;
  if (!isJson(body) || body.bytes.length === 0) {
    return await encoder.encode(readExamples(body, preprocessor, limits).examples);
  }
  const asked = jsonBody(body.bytes);
  if ((asked.examples === undefined) === (asked.inputs === undefined)) {
    throw requestFault('Cannot encode: expected one of "examples" and "inputs" in the body');
  }
  if (asked.inputs === undefined) {
    const { examples, labels } = examplesOf(asked, preprocessor, limits);
    return await encoder.encode(examples, labels && { labels });
  }
  const { labels } = labelsOf(asked.labels), inputs = inputsOf(asked.inputs, limits);
  return await encoder.encodeInputs(Float32Array.from(inputs.flat()), labels && { labels });
}

/** The numbers of inputs in the units of the model; throws a RequestFault where they are none, or differ. */
function inputsOf(
  inputs: unknown,
  limits: { readonly maxExamples: number },
): (readonly number[])[] {
  const lists = boundedList(inputs, { name: "inputs", ...limits }).map((each, i) =>
    numbersOf(Array.isArray(each) ? each : [each], i + 1)
  );
  const [first] = lists, other = lists.find(({ length }) => length !== first.length);
  if (!other) return lists;
  throw requestFault(`Cannot encode inputs of ${first.length} and ${other.length} numbers`);
}

function answerOf({ shape, values }: NdArray): object {
  const [count] = shape, size = count === 0 ? 0 : values.length / count;
  const codes = Array.from(
    { length: count },
    (_, i) => Array.from(values.subarray(i * size, (i + 1) * size)),
  );
  return { shape, codes };
}

function descriptionOf({ model: { preprocessor: { kind, inputShape }, ...model } }: EdgeEncoder) {
  return { ...model, kind, inputShape };
}

function json(
  status: number,
  content: object,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(content) + "\n", {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
