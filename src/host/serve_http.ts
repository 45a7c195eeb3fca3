import type { AddressInfo } from "node:net";
import { deno, type DenoHost } from "./deno.ts";

/** An HTTP server that listens. */
export interface HttpServer {
  readonly hostname: string;
  readonly port: number;
  /** Settles when it has ended. */
  readonly finished: Promise<void>;
  /** Takes no more connections, and ends once what was asked is answered. */
  shutdown(): Promise<void>;
  /** Ends, and every connection with it. */
  abort(): Promise<void>;
}

/** The address to listen on, and who answers. */
export interface HttpOptions {
  readonly hostname: string;
  /** The port; 0 for any that is free. */
  readonly port: number;
  readonly answer: (request: Request) => Response | Promise<Response>;
  /** The times after which who is slow is cut off; nobody is unless given. */
  readonly patience?: Patience;
}

/** The milliseconds in which a request must have come. */
export interface Patience {
  /** For its head. */
  readonly head: number;
  /** For all of it. */
  readonly request: number;
}

/** The time between two looks for those that are slow, in milliseconds, unless the patience is shorter. */
const LOOK = 1000;

/**
 * Listens for HTTP requests: with Deno's own server, which is the faster, and with `node:http` in Node.js
 * and where the slow are to be cut off, as Deno's waits for them for ever. Throws the system's Error where
 * the address is taken or not allowed, which `systemFaultOf` tells apart.
 */
export async function serveHttp(options: HttpOptions): Promise<HttpServer> {
  return deno && !options.patience ? serveInDeno(options, deno) : await serveInNode(options);
}

function serveInDeno({ hostname, port, answer }: HttpOptions, host: DenoHost): HttpServer {
  const stop = new AbortController();
  const server = host.serve({ hostname, port, signal: stop.signal, onListen() {} }, answer);
  return {
    hostname: server.addr.hostname,
    port: server.addr.port,
    finished: server.finished,
    shutdown: () => server.shutdown(),
    async abort() {
      stop.abort();
      await server.finished;
    },
  };
}

async function serveInNode(
  { hostname, port, answer, patience }: HttpOptions,
): Promise<HttpServer> {
  const { createAdaptorServer } = await import("@hono/node-server");
  const { Server } = await import("node:http");
  const server = createAdaptorServer({
    fetch: (request) => answer(request),
    overrideGlobalObjects: false,
    ...(patience && {
      serverOptions: {
        headersTimeout: patience.head,
        requestTimeout: patience.request,
        connectionsCheckingInterval: Math.min(LOOK, Math.ceil(patience.head / 4)),
      },
    }),
  });
  if (!(server instanceof Server)) {
    throw new TypeError("Cannot listen: expected a server of HTTP/1");
  }
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: hostname, port }, resolve);
  });
  const finished = new Promise<void>((resolve) => server.once("close", resolve));
  const address = server.address() as AddressInfo;
  return {
    hostname: address.address,
    port: address.port,
    finished,
    async shutdown() {
      server.close();
      server.closeIdleConnections();
      await finished;
    },
    async abort() {
      server.close();
      server.closeAllConnections();
      await finished;
    },
  };
}
