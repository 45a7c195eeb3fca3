import { asksForHealth } from "./routes/asks_for_health.ts";

/** A door that lets requests in until it closes, and knows when the last has gone. */
export interface Door {
  /** Answers a request; with 503 once the door closes. */
  enter(request: Request): Promise<Response>;
  /** Lets nobody in any more; settles when all who are inside have their answers. */
  close(): Promise<void>;
}

/**
 * Makes a door before what answers. A server of Deno that is shut down breaks off the bodies that are on
 * their way, so that it must not be before they have come.
 */
export function createDoor(answer: (request: Request) => Response | Promise<Response>): Door {
  let inside = 0, isClosing = false, emptied = () => {};
  return {
    async enter(request) {
      if (isClosing && !asksForHealth(request.url)) return closed();
      inside++;
      try {
        return await answer(request);
      } finally {
        inside--;
        if (inside === 0) emptied();
      }
    },
    async close() {
      isClosing = true;
      if (inside > 0) await new Promise<void>((resolve) => emptied = resolve);
    },
  };
}

function closed(): Response {
  return Response.json({ error: "Cannot answer: the server is ending, ask another or again" }, {
    status: 503,
    headers: { "retry-after": "1", connection: "close" },
  });
}
