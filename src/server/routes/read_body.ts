import { requestFault } from "../protocol/request_fault.ts";

/** The bounds of bodies. */
export interface BodyLimits {
  /** The most bytes of a body. */
  readonly maxBody: number;
  /** The milliseconds in which a body must have come. */
  readonly bodyTimeout: number;
}

/** Reads the body of a request, of a bounded size in a bounded time. */
export type ReadBody = (request: Request) => Promise<Uint8Array<ArrayBuffer>>;

/** A body that is waited for. */
interface Awaited {
  readonly since: number;
  readonly giveUp: () => void;
}

/** The parts of the time limit after which bodies are looked through for those that are late. */
const LOOKS = 4;

/**
 * Makes the reader of bodies. It throws a RequestFault: 413 for more bytes, said or sent, 408 for a body
 * that has not come in time or a quarter later, 415 for one that is compressed.
 */
export function createBodyReader(
  { maxBody, bodyTimeout, now }: BodyLimits & { now: () => number },
): ReadBody {
  const awaited = new Set<Awaited>();
  let isLooking = false;
  // One timer for all: one for each costs more than all else that is done to a small body.
  const look = () => {
    isLooking = false;
    for (const each of awaited) if (now() - each.since >= bodyTimeout) each.giveUp();
    watch();
  };
  const watch = () => {
    if (isLooking || awaited.size === 0) return;
    isLooking = true;
    setTimeout(look, bodyTimeout / LOOKS);
  };
  return (request) => {
    const said = lengthOf(request, maxBody);
    return new Promise((resolve, reject) => {
      const entry = { since: now(), giveUp: () => settle(reject)(tooSlow(bodyTimeout)) };
      const settle = <T>(end: (value: T) => void) => (value: T) => {
        awaited.delete(entry);
        end(value);
      };
      awaited.add(entry);
      watch();
      // The server holds a body to the length that it says, so that nothing need be counted.
      const whole = said ? request.arrayBuffer().then(bytesOf) : readStream(request.body, maxBody);
      whole.then(settle(resolve), (error) => settle(reject)(asFault(error)));
    });
  };
}

/** True where a body says its length. Throws a RequestFault for one that is too long, or compressed. */
function lengthOf({ headers }: Request, maxBody: number): boolean {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw requestFault("Cannot read the body: it is compressed, send it as it is", { status: 415 });
  }
  const said = headers.get("content-length");
  if (said !== null && Number(said) > maxBody) throw tooLarge(maxBody);
  return said !== null;
}

function bytesOf(buffer: ArrayBuffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}

async function readStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  maxBody: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
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

function asFault(error: unknown): unknown {
  if (error instanceof Error && error.name === "RequestFault") return error;
  return Object.assign(requestFault("Cannot read the body: it broke off"), { cause: error });
}
