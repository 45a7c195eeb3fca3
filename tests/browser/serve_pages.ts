import { contentType } from "./content_type.ts";

/** What every page of a site may do: read and run its own files, nothing else. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; " +
  "style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self' blob:; " +
  "base-uri 'none'; form-action 'none'";

/** What answers a path, or a folder whose files do; a folder's key ends in "/". */
export type Routes = Readonly<
  Record<string, string | ((path: string) => Promise<Content> | Content)>
>;

/** The body of an answer; an object is sent as JSON. */
export type Content = string | Uint8Array<ArrayBuffer> | object;

/** A server of a page's files on this machine. */
export interface PageServer {
  /** Where it listens, without a slash at the end. */
  readonly address: string;
  shutdown(): Promise<void>;
}

/**
 * Serves what routes say, under the strict policy: the longest key that a path begins with answers,
 * by a function or by the file of a folder of the disk.
 */
export function servePages(routes: Routes): PageServer {
  const keys = Object.keys(routes).sort((a, b) => b.length - a.length);
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const path = decodeURIComponent(new URL(request.url).pathname);
    const key = keys.find((key) => key.endsWith("/") ? path.startsWith(key) : path === key);
    if (key === undefined || path.includes("..")) return new Response(null, { status: 404 });
    const route = routes[key], rest = path.slice(key.length);
    try {
      const content = typeof route === "string"
        ? await Deno.readFile(route + rest)
        : await route(rest);
      const isBody = typeof content === "string" || content instanceof Uint8Array;
      return new Response(isBody ? content : JSON.stringify(content), {
        headers: {
          "content-type": contentType(isBody ? path : ".json"),
          "content-security-policy": CONTENT_SECURITY_POLICY,
          "x-content-type-options": "nosniff",
        },
      });
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      return new Response(null, { status: 404 });
    }
  });
  return {
    address: `http://127.0.0.1:${server.addr.port}`,
    shutdown: () => server.shutdown(),
  };
}
