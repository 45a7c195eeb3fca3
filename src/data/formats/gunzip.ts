import { concatBytes } from "./concat_bytes.ts";

/**
 * Compressed bytes are fed in pieces of this size: the platform decompresses a whole piece at once,
 * and deflate expands at most 1032-fold, so a bomb takes 17 MB before it is noticed.
 */
const PIECE = 16_384;

/** Decompressed files past this size are refused unless the caller allows more: 1 GiB. */
const LARGEST_OUTPUT = 2 ** 30;

/** True when the bytes begin as a gzip file does. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Decompresses a gzip file (RFC 1952) of one member; `name` is how errors call it.
 *
 * Throws a SyntaxError when the file is damaged, truncated or followed by other bytes, and a
 * RangeError as soon as more than `limit` bytes (1 GiB unless given) have come out.
 */
export async function gunzip(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  { limit = LARGEST_OUTPUT }: { limit?: number } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isGzip(bytes)) {
    throw new SyntaxError(`Cannot decompress ${name}: it does not begin as a gzip file does`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const pieces = streamOf(cut(bytes)).pipeThrough(new DecompressionStream("gzip"));
    for await (const chunk of pieces) {
      size += chunk.length;
      // Leaving the loop cancels the stream, so nothing more is decompressed.
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch {
    throw new SyntaxError(
      `Cannot decompress ${name}: it is damaged, cut short or followed by other bytes, fetch or compress it again`,
    );
  }
  if (size > limit) {
    throw new RangeError(`Cannot decompress ${name}: it holds more than ${limit} bytes`);
  }
  return concatBytes(chunks);
}

/** The bytes themselves, decompressed first where they begin as a gzip file does; throws as `gunzip`. */
export async function gunzipIfNeeded(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  options: { limit?: number } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return isGzip(bytes) ? await gunzip(bytes, name, options) : bytes;
}

function* cut(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}

/** A stream of what is taken from an iterator piece by piece, as it is read. */
function streamOf(
  pieces: Iterator<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull(controller) {
      const { value, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
