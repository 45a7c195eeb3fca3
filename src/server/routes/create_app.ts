import { Hono } from "hono";
import type { Context } from "hono";
import { cors } from "hono/cors";
import { oneLine } from "../../core/one_line.ts";
import { isRequestFault, type RequestFault } from "../../requests/request_fault.ts";
import { HEADER_LENGTH } from "../protocol/infer_request.ts";
import { originGuard, ownNameGuard, tokenGuard } from "./guards.ts";
import { openapiOf } from "./openapi.ts";
import { openapiPage, PAGE_POLICY } from "./openapi_page.ts";
import { protocolRoutes } from "./protocol_routes.ts";
import type { Route, Served } from "./route.ts";
import { runRoutes } from "./run_routes.ts";

/** The choices of an application besides what it serves. */
export interface AppOptions {
  /** The tokens one of which a request must bear; none for all that come. */
  readonly tokens?: readonly string[];
  /** The origins whose pages may ask: none unless named, `*` for all. */
  readonly origins?: readonly string[];
  /** The time in milliseconds. */
  readonly now: () => number;
  /** Hears of each answer, and of what went wrong inside. */
  readonly log?: (entry: LogEntry) => void;
}

/** A line of the log. */
export type LogEntry =
  | {
    readonly event: "answered";
    readonly method: string;
    readonly path: string;
    readonly status: number;
    readonly milliseconds: number;
  }
  | { readonly event: "failed"; readonly path: string; readonly reason: string };

/** An application that answers requests. */
export interface App {
  answer(request: Request): Promise<Response>;
}

/** The route that a request took, for the figures. */
interface Trace {
  route: string;
}

/** The route of requests that no other takes. */
const NOWHERE = "/*";

/** Makes the application that answers requests: pure but for what `served` and the options bring. */
export function createApp(served: Served, options: AppOptions): App {
  const { tokens = [], now, log } = options, { metrics } = served;
  const routes = [...protocolRoutes(served), ...runRoutes(served)];
  routes.push(...ownRoutes(routes, served, tokens.length > 0));
  const { fetch: route } = createRouter(routes, options);
  return {
    async answer(request) {
      const started = now(), trace: Trace = { route: NOWHERE };
      metrics.came();
      const response = await route(request, trace);
      const duration = now() - started, { status } = response;
      metrics.answered({ route: trace.route, status, duration });
      log?.({
        ...{ event: "answered", method: request.method, path: pathOf(request) },
        ...{ status, milliseconds: Math.round(duration * 1000) / 1000 },
      });
      return response;
    },
  };
}

/**
 * The way from a request to its route. There is no middleware unless pages may ask: the router then calls
 * the one route without a chain of promises.
 */
function createRouter(
  routes: readonly Route[],
  { tokens = [], origins = [], log }: AppOptions,
): Hono<{ Bindings: Trace }> {
  const app = new Hono<{ Bindings: Trace }>();
  const guards = [originGuard(origins), tokens.length > 0 ? tokenGuard(tokens) : ownNameGuard];
  const guarded = (path: string, answer: Route["answer"]) => (context: TracedContext) => {
    context.env.route = path;
    const waiting = guards.flatMap((guard) => guard(context.req.raw) ?? []);
    return waiting.length === 0
      ? answer(context)
      : Promise.all(waiting).then(() => answer(context));
  };
  const fail = (error: unknown, context: Context): Response => {
    if (isRequestFault(error)) return sentence(context, error);
    const reason = error instanceof Error ? error.message : String(error);
    log?.({ event: "failed", path: context.req.path, reason });
    return context.json({ error: "Cannot answer: something went wrong inside the server" }, 500);
  };
  if (origins.length > 0) {
    const exposeHeaders = [HEADER_LENGTH, "isthmus-shape", "isthmus-datatype", "retry-after"];
    app.use(cors({ origin: origins.includes("*") ? "*" : [...origins], exposeHeaders }));
  }
  for (const { method, path, answer } of routes) {
    const own = honoPath(path);
    app.on(method.toUpperCase(), own, guarded(own, answer));
  }
  const known = methodsByPath(routes);
  app.notFound(async (context: TracedContext) => {
    const other = known.find(({ pattern }) => pattern.test(context.req.path));
    try {
      return await guarded(other?.path ?? NOWHERE, (context) => refuse(context, other?.methods))(
        context,
      );
    } catch (error) {
      return fail(error, context);
    }
  });
  app.onError(fail);
  return app;
}

type TracedContext = Context<{ Bindings: Trace }>;

/** The path of a request as the router has it: without the search. */
function pathOf({ url }: Request): string {
  return new URL(url).pathname;
}

/** A path with names in braces as the router writes it. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

/** Refuses a request for a path that has other methods, or none. */
function refuse(context: Context, methods: readonly string[] | undefined): Response {
  const { method, path } = context.req;
  return methods
    ? sentence(context, {
      message: `Cannot ${method} here: expected ${methods.join(" or ")}`,
      status: 405,
      headers: { allow: methods.join(", ") },
    })
    : sentence(context, {
      message: `Cannot find ${oneLine(path, { longest: 200 })}: the routes are listed at /`,
      status: 404,
    });
}

function sentence(
  context: Context,
  { message, status, headers = {} }: Pick<RequestFault, "message" | "status"> & {
    readonly headers?: RequestFault["headers"];
  },
): Response {
  return context.json({ error: message }, status, { ...headers });
}

/** A path, and what it answers. */
interface KnownPath {
  readonly path: string;
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/** The methods that each path answers, with HEAD where there is GET. */
function methodsByPath(routes: readonly Route[]): readonly KnownPath[] {
  const methods = new Map<string, string[]>();
  for (const { method, path } of routes) {
    const known = methods.get(path) ?? [];
    known.push(...(method === "get" ? ["GET", "HEAD"] : ["POST"]));
    methods.set(path, known);
  }
  return Array.from(methods, ([path, methods]) => ({
    path: honoPath(path),
    pattern: new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
    methods,
  }));
}

/** The routes that tell of the server itself. */
function ownRoutes(routes: readonly Route[], served: Served, hasTokens: boolean): Route[] {
  const { metrics, version } = served;
  const get = (path: string, summary: string, answer: Route["answer"]): Route => ({
    ...{ method: "get", path, answer },
    operation: { summary, tags: ["server"], responses: { 200: { description: summary } } },
  });
  return [
    get("/", "This page", (context) =>
      context.html(openapiPage(routes, served), 200, {
        "content-security-policy": PAGE_POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      })),
    get(
      "/openapi.json",
      "This list of routes, in OpenAPI 3.1",
      (context) => context.json(openapiOf(routes, { version, hasTokens })),
    ),
    get(
      "/metrics",
      "Figures in the text format of Prometheus",
      async (context) =>
        context.body(await metrics.text(), 200, { "content-type": metrics.contentType }),
    ),
  ];
}
