import { requestFault } from "./request_fault.ts";

/**
 * Reads the body of a request. Throws a RequestFault of 413 as soon as it is longer than `maxBody` bytes,
 * said or sent, and of 415 for one that is compressed.
 */
export async function boundedBody(
  { headers, body }: Request,
  { maxBody }: { readonly maxBody: number },
): Promise<Uint8Array<ArrayBuffer>> {
  checkedLength(headers, { maxBody });
  const pieces: Uint8Array[] = [], reader = body?.getReader();
  let size = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.length;
    if (size > maxBody) {
      await reader?.cancel().catch(() => {});
      throw tooLarge(maxBody);
    }
    pieces.push(read.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The length that a body says of itself, if it does. Throws a RequestFault as `boundedBody` does. */
export function checkedLength(
  headers: Headers,
  { maxBody }: { readonly maxBody: number },
): number | undefined {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw requestFault("Cannot read the body: it is compressed, send it as it is", { status: 415 });
  }
  const said = headers.get("content-length");
  if (said === null) return undefined;
  if (Number(said) > maxBody) throw tooLarge(maxBody);
  return Number(said);
}

function tooLarge(maxBody: number) {
  return requestFault(`Cannot read the body: at most ${maxBody} bytes are taken`, {
    status: 413,
    headers: { connection: "close" },
  });
}
