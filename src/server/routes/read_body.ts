import { requestFault } from "../protocol/request_fault.ts";
import type { Limits } from "./route.ts";

/**
 * Reads the body of a request, of a bounded size in a bounded time. Throws a RequestFault: 413 for more
 * bytes, said or sent, 408 for one that has not come in time, 415 for one that is compressed.
 */
export async function readBody(
  request: Request,
  { maxBody, bodyTimeout }: Pick<Limits, "maxBody" | "bodyTimeout">,
): Promise<Uint8Array<ArrayBuffer>> {
  const { headers, body } = request;
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw requestFault("Cannot read the body: it is compressed, send it as it is", { status: 415 });
  }
  const said = headers.get("content-length");
  if (said !== null && Number(said) > maxBody) throw tooLarge(maxBody);
  if (!body) return new Uint8Array();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(bodyTimeout)), bodyTimeout);
  });
  // The server holds a body to the length that it says, so that nothing need be counted.
  const whole = said !== null ? request.arrayBuffer().then(bytesOf) : readStream(body, maxBody);
  try {
    return await Promise.race([whole, late]);
  } catch (error) {
    // Nobody waits for the rest.
    whole.catch(() => {});
    throw error instanceof Error && error.name === "RequestFault" ? error : brokenOff(error);
  } finally {
    clearTimeout(timer);
    late.catch(() => {});
  }
}

function bytesOf(buffer: ArrayBuffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}

async function readStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  maxBody: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > maxBody) throw tooLarge(maxBody);
    pieces.push(piece);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function tooLarge(maxBody: number) {
  return requestFault(`Cannot read the body: at most ${maxBody} bytes are taken`, {
    status: 413,
    headers: { connection: "close" },
  });
}

function tooSlow(bodyTimeout: number) {
  return requestFault(
    `Cannot read the body: it did not come within ${bodyTimeout / 1000} seconds`,
    {
      status: 408,
      headers: { connection: "close" },
    },
  );
}

function brokenOff(cause: unknown) {
  const error = requestFault("Cannot read the body: it broke off");
  return Object.assign(error, { cause });
}
