import process from "node:process";
import { type HttpServer, serveHttp } from "../host/serve_http.ts";
import { systemFaultOf } from "../host/system_fault.ts";
import { createDoor } from "./create_door.ts";
import type { AppOptions, LogEntry } from "./routes/create_app.ts";
import { createApp } from "./routes/create_app.ts";
import { createMetrics } from "./routes/metrics.ts";
import { type BodyLimits, createBodyReader } from "./routes/read_body.ts";
import type { ExampleLimits } from "./raw/check_pictures.ts";
import { VERSION } from "../runs/versions.ts";
import type { Engine, EngineOptions } from "./engines/engine.ts";
import { startWorkerEngine, type WorkerEvent } from "./engines/worker_engine.ts";
import { isOwnAddress } from "./is_own_address.ts";
import { type Batching, servedModels } from "./models/served_model.ts";
import { createPictureThread } from "./pictures/picture_thread.ts";
import { readPreprocessorText, readServedRun } from "./read_served_run.ts";

/** The choices of serving runs. */
export type ServingOptions =
  & EngineOptions
  & Batching
  & Pick<AppOptions, "tokens" | "origins">
  & {
    /** The address to listen on. */
    readonly host: string;
    /** The port; 0 for any that is free. */
    readonly port: number;
    readonly limits: BodyLimits & ExampleLimits;
    /**
     * True to cut off clients that are slow to send, which takes the slower of two servers: unless given,
     * where other machines reach the address.
     */
    readonly cutsOff?: boolean;
    /** Hears of what happens, for a log. */
    readonly log?: (entry: ServerEvent) => void;
    /** Starts the engine: in a thread of its own unless given. */
    readonly start?: (
      options: EngineOptions,
      choices: { hear: (event: WorkerEvent) => void },
    ) => Promise<Engine>;
  };

/** Something that happened to a server. */
export type ServerEvent = LogEntry | { readonly event: "worker" } & WorkerEvent;

/** Runs that are being served. */
export interface ServedModels {
  readonly url: string;
  readonly models: readonly string[];
  /** The models whose requests run alone, as their rows depend on their neighbours in this engine. */
  readonly alone: readonly string[];
  /** Settles when it has ended. */
  readonly finished: Promise<void>;
  /** Answers what it has taken, what comes then with 503, and ends. */
  drain(): Promise<void>;
}

/**
 * Serves runs over HTTP. Throws an Error, one sentence, for runs that cannot be opened, for an engine that
 * cannot be had, and for a port or an address that cannot be listened on.
 */
export async function serveModels(options: ServingOptions): Promise<ServedModels> {
  const { start = startWorkerEngine, log = () => {}, limits } = options;
  const { engine: name, runs: named, maxRows, threads } = options;
  const now = () => performance.now();
  const metrics = createMetrics({
    waiting: () => new Map([...models.values()].map(({ name, waiting }) => [name, waiting])),
    memory: () => {
      const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
      return { rss, heapTotal, heapUsed, external };
    },
  });
  const engine = await start(
    { engine: name, runs: named, maxRows, ...(threads !== undefined && { threads }) },
    {
      hear(event) {
        if (event.type === "replaced") metrics.replaced();
        log({ event: "worker", ...event });
      },
    },
  );
  const models = servedModels(engine, { ...options, now, observe: metrics.ran });
  let isDraining = false;
  try {
    const files = await Promise.all(engine.runs.map(readPreprocessorText));
    const thread = createPictureThread(files);
    const runs = new Map(
      await Promise.all(engine.runs.map(async (run, i) =>
        [
          run.name,
          await readServedRun(run, { models, file: files[i], pictures: { thread, run: i } }),
        ] as const
      )),
    );
    const isReady = () => engine.isReady && !isDraining;
    const readBody = createBodyReader({ ...limits, now });
    const served = { version: VERSION, models, runs, limits, readBody, metrics, isReady };
    const app = createApp(served, { ...options, now });
    const door = createDoor((request) => app.answer(request));
    const server = await listen(options, door.enter);
    return {
      url: urlOf(server),
      models: [...models.keys()],
      alone: [...models.values()].filter(({ isJoining }) => !isJoining).map(({ name }) => name),
      finished: server.finished,
      async drain() {
        isDraining = true;
        await door.close();
        await server.shutdown();
        await thread.close();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The part of the time of a body by which it may be late before its connection is cut. */
const LATE = 1.5;

async function listen(
  { host, port, limits: { bodyTimeout }, cutsOff = !isOwnAddress(host) }: ServingOptions,
  answer: (request: Request) => Response | Promise<Response>,
): Promise<HttpServer> {
  const refuse = (why: string, cause: unknown): never => {
    throw new Error(`Cannot serve on ${host}:${port}: ${why}`, { cause });
  };
  try {
    // A body that is late is answered first.
    const patience = { head: bodyTimeout, request: Math.ceil(LATE * bodyTimeout) };
    return await serveHttp({ hostname: host, port, answer, ...(cutsOff && { patience }) });
  } catch (error) {
    const fault = systemFaultOf(error);
    if (fault === "in use") {
      return refuse(
        "another program listens there; choose another --port, or 0 for any that is free",
        error,
      );
    }
    if (fault === "not granted") {
      return refuse(
        'this task may listen on 127.0.0.1 alone; "deno task serve" may on any address',
        error,
      );
    }
    if (fault === "denied") {
      return refuse("this system does not allow it; choose a port from 1024 up", error);
    }
    if (error instanceof Error) {
      return refuse(`this machine has no such address (${error.message})`, error);
    }
    throw error;
  }
}

function urlOf({ hostname, port }: HttpServer): string {
  return `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}/`;
}
