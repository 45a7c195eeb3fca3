/** A request that is not answered: its sentence, and the status of HTTP that says whose fault it is. */
export interface RequestFault extends Error {
  readonly status: FaultStatus;
  /** The headers that go with the answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The statuses that a fault may have: those of requests, and 503 for a server that has too much to do. */
export type FaultStatus = 400 | 401 | 403 | 404 | 405 | 406 | 408 | 413 | 415 | 503;

/** An error of one sentence that is answered with a status instead of being logged. */
export function requestFault(
  message: string,
  { status = 400, headers = {} }: {
    readonly status?: FaultStatus;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): RequestFault {
  return Object.assign(new Error(message), { name: "RequestFault", status, headers });
}

/** True for what `requestFault` made. */
export function isRequestFault(error: unknown): error is RequestFault {
  return error instanceof Error && error.name === "RequestFault" && "status" in error;
}
