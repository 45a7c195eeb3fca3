import { fromFileUrl } from "@std/path";
import { startLocalEngine } from "../../src/server/engines/local_engine.ts";
import {
  type ServedModels,
  serveModels,
  type ServingOptions,
} from "../../src/server/serve_models.ts";
import { withFiles } from "../with_files.ts";

/** The folder of a model that is kept. */
export function kept(name: string): { name: string; directory: string } {
  return { name, directory: fromFileUrl(new URL(`../../models/${name}`, import.meta.url)) };
}

/** The options of a server of these runs on a free port, which computes in this thread. */
export const usual: Omit<ServingOptions, "runs"> = {
  ...{ engine: "cpu", host: "127.0.0.1", port: 0 },
  ...{ maxRows: 8, maxWait: 0, maxQueue: 2000, threads: 1 },
  limits: { maxBody: 2 ** 20, bodyTimeout: 5000, maxExamples: 100, maxPixels: 2 ** 20 },
  start: startLocalEngine,
};

/** Runs a test against a server of some runs. */
export async function served(
  runs: ServingOptions["runs"],
  test: (url: string, server: ServedModels) => Promise<void>,
  options: Partial<ServingOptions> = {},
): Promise<void> {
  const server = await serveModels({ ...usual, ...options, runs });
  try {
    await test(server.url, server);
  } finally {
    await server.drain();
  }
}

/** Runs a test against a server of a folder with these files, as the run "own". */
export async function servedFiles(
  files: Readonly<Record<string, Uint8Array | object>>,
  test: (url: string, directory: string) => Promise<void>,
  options: Partial<ServingOptions> = {},
): Promise<void> {
  const bytes = Object.entries(files).map(([path, content]) => [
    path,
    content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content)),
  ]);
  await withFiles(Object.fromEntries(bytes), async (directory) => {
    await served([{ name: "own", directory }], (url) => test(url, directory), options);
  });
}

/** The status and the JSON of an answer. */
export async function ask(
  address: string,
  body?: unknown,
  init: RequestInit = {},
): Promise<{ status: number; json: Record<string, unknown>; headers: Headers }> {
  const isJson = typeof body === "object" && !(body instanceof Uint8Array);
  const { headers, ...rest } = init;
  const response = await fetch(address, {
    ...body !== undefined && { method: "POST" },
    ...body !== undefined && { body: isJson ? JSON.stringify(body) : body as BodyInit },
    headers: { ...isJson && { "content-type": "application/json" }, ...headers as object },
    ...rest,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: JSON.parse(text || "null") };
}
