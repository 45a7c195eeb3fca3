/** A request that is answered with this status and the sentence of the error. */
export class Refusal extends Error {
  readonly status: number;

  /** Refuses with a status of HTTP and one sentence. */
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads the body of a request; throws a refusal as soon as it is longer than `most` bytes. */
export async function readBody(
  { body, headers }: Request,
  { most }: { most: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const refusal = () => new Refusal(413, `Cannot encode: the body is longer than ${most} bytes`);
  if (Number(headers.get("content-length") ?? 0) > most) throw refusal();
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length;
    if (length > most) {
      await reader?.cancel().catch(() => {});
      throw refusal();
    }
    pieces.push(read.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
