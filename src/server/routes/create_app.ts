import { Hono } from "hono";
import type { Context, Next } from "hono";
import { cors } from "hono/cors";
import { routePath } from "hono/route";
import { oneLine } from "../../core/one_line.ts";
import { isRequestFault, type RequestFault } from "../protocol/request_fault.ts";
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

/** Makes the application that answers requests: pure but for what `served` and the options bring. */
export function createApp(served: Served, options: AppOptions): Hono {
  const { tokens = [], origins = [], now, log } = options, { metrics } = served;
  const app = new Hono();
  const routes = [...protocolRoutes(served), ...runRoutes(served)];
  routes.push(...ownRoutes(routes, served, tokens.length > 0));

  app.use(async (context: Context, next: Next) => {
    const started = now();
    metrics.came();
    await next();
    const duration = now() - started, { req, res } = context;
    metrics.answered({ route: routePath(context, -1), status: res.status, duration });
    log?.({
      ...{ event: "answered", method: req.method, path: req.path },
      ...{ status: res.status, milliseconds: Math.round(duration * 1000) / 1000 },
    });
  });
  if (origins.length > 0) {
    const exposeHeaders = [HEADER_LENGTH, "isthmus-shape", "isthmus-datatype", "retry-after"];
    app.use(cors({ origin: origins.includes("*") ? "*" : [...origins], exposeHeaders }));
  }
  app.use(originGuard(origins));
  app.use(tokens.length > 0 ? tokenGuard(tokens) : ownNameGuard);
  for (const { method, path, answer } of routes) {
    app.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ":$1"), answer);
  }
  for (const [path, methods] of methodsByPath(routes)) {
    app.all(path, (context) =>
      sentence(context, {
        message: `Cannot ${context.req.method} here: expected ${methods.join(" or ")}`,
        status: 405,
        headers: { allow: methods.join(", ") },
      }));
  }
  app.notFound((context) =>
    sentence(context, {
      message: `Cannot find ${
        oneLine(context.req.path, { longest: 200 })
      }: the routes are listed at /`,
      status: 404,
    })
  );
  app.onError((error, context) => {
    if (isRequestFault(error)) return sentence(context, error);
    log?.({ event: "failed", path: context.req.path, reason: error.message });
    return context.json({ error: "Cannot answer: something went wrong inside the server" }, 500);
  });
  return app;
}

function sentence(
  context: Context,
  { message, status, headers = {} }: Pick<RequestFault, "message" | "status"> & {
    readonly headers?: RequestFault["headers"];
  },
): Response {
  return context.json({ error: message }, status, { ...headers });
}

/** The methods that each path answers, with HEAD where there is GET. */
function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>();
  for (const { method, path } of routes) {
    const key = path.replace(/\{(\w+)\}/g, ":$1"), known = methods.get(key) ?? [];
    known.push(...(method === "get" ? ["GET", "HEAD"] : ["POST"]));
    methods.set(key, known);
  }
  return methods;
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
