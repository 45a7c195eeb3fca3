import type { NdArray } from "../core/nd_array.ts";
import { reasonOf } from "../core/one_line.ts";
import type { EdgeEncoder } from "./edge_encoder.ts";
import { edgeQuestion } from "./edge_question.ts";
import { readBody, Refusal } from "./read_body.ts";

/** The limits of what a handler takes. */
export interface HandlerLimits {
  /** The longest body, in bytes: 4 MiB unless given. */
  readonly mostBytes?: number;
  /** The most examples of a request: 256 unless given. */
  readonly mostExamples?: number;
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
  { mostBytes = 2 ** 22, mostExamples = 256 }: HandlerLimits = {},
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const { pathname } = new URL(request.url), isEncoding = /(?:^|\/)encode$/.test(pathname);
      if (request.method === "GET" && !isEncoding) return json(200, descriptionOf(encoder));
      if (!isEncoding) throw new Refusal(404, "Cannot answer: expected POST to /encode");
      if (request.method !== "POST") {
        throw new Refusal(405, `Cannot answer ${request.method}: expected POST`);
      }
      const type = request.headers.get("content-type") ?? "";
      const body = await readBody(request, { most: mostBytes });
      const { model } = encoder;
      const question = edgeQuestion(body, { type, model, most: mostExamples });
      return json(200, answerOf(await codesOf(encoder, question)));
    } catch (error) {
      if (error instanceof Refusal) {
        const allow = error.status === 405 ? { allow: "POST" } : {};
        return json(error.status, { error: error.message }, allow);
      }
      if (REFUSALS.some((each) => error instanceof each)) {
        return json(400, { error: reasonOf(error) });
      }
      // What went wrong inside is no business of whoever asks.
      console.error(error);
      return json(500, { error: "Cannot encode: the encoder failed" });
    }
  };
}

async function codesOf(
  encoder: EdgeEncoder,
  { examples, inputs = [], labels }: ReturnType<typeof edgeQuestion>,
): Promise<NdArray> {
  const options = labels && { labels };
  if (examples) return await encoder.encode(examples, options);
  const [first = []] = inputs;
  const other = inputs.find(({ length }) => length !== first.length);
  if (other) {
    throw new RangeError(`Cannot encode inputs of ${first.length} and ${other.length} numbers`);
  }
  return await encoder.encodeInputs(Float32Array.from(inputs.flat()), options);
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

function json(status: number, content: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(content) + "\n", {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
