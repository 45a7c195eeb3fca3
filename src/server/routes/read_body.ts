import { boundedBody, checkedLength } from "../../requests/bounded_body.ts";
import { requestFault } from "../../requests/request_fault.ts";

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
    const said = checkedLength(request.headers, { maxBody });
    return new Promise((resolve, reject) => {
      const entry = { since: now(), giveUp: () => settle(reject)(tooSlow(bodyTimeout)) };
      const settle = <T>(end: (value: T) => void) => (value: T) => {
        awaited.delete(entry);
        end(value);
      };
      awaited.add(entry);
      watch();
      // The server holds a body to the length that it says, so that nothing need be counted.
      const whole = said === undefined
        ? boundedBody(request, { maxBody })
        : request.arrayBuffer().then((buffer) => new Uint8Array(buffer));
      whole.then(settle(resolve), (error) => settle(reject)(asFault(error)));
    });
  };
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
