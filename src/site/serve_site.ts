import { basename, extname } from "@std/path";
import { eTag, ifNoneMatch } from "@std/http/etag";
import { contentType } from "@std/media-types";
import { open } from "node:fs/promises";
import { type HttpServer, serveHttp } from "../host/serve_http.ts";
import { systemFaultOf } from "../host/system_fault.ts";
import { MAP_PAGE } from "../core/exported_model.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import type { Site, SiteFile } from "./site.ts";

/** The bytes that are read of a file at once. */
const PIECE = 2 ** 16;

/** The place and the manner in which a site is served. */
export interface ServeOptions {
  /** The port on this machine; 0 for any that is free. */
  readonly port: number;
  /** The content security policy that goes with every answer. */
  readonly policy: string;
}

/** A site, as far as it is asked: its files may also be made as they are wanted. */
type Served = Pick<Site, "get" | "has">;

/** A site that is being served. */
export interface ServedSite {
  readonly url: string;
  /** Settles when it has ended. */
  readonly finished: Promise<void>;
  /** Ends it, and every connection. */
  close(): Promise<void>;
}

/**
 * Serves a site on 127.0.0.1, to this machine alone. Only the paths of the site are answered, so no
 * path leads out of it; a folder's path with and without its slash leads to its index.html.
 *
 * Throws an Error of one sentence where the port is taken or not allowed.
 */
export async function serveSite(
  site: Served,
  { port, policy }: ServeOptions,
): Promise<ServedSite> {
  const hostname = "127.0.0.1";
  let server: HttpServer;
  try {
    server = await serveHttp({
      hostname,
      port,
      answer: async (request) => {
        const response = await answer(site, request);
        const path = decode(new URL(request.url).pathname) ?? "";
        const isMap = basename(path) === MAP_PAGE && site.has(path);
        const headers = headersOf(isMap ? undefined : policy);
        for (const [name, value] of headers) response.headers.set(name, value);
        return response;
      },
    });
  } catch (error) {
    const fault = systemFaultOf(error);
    if (fault === "in use") {
      throw new Error(
        `Cannot serve on port ${port}: another program listens there; choose another --port, or 0 for any that is free`,
        { cause: error },
      );
    }
    if (fault === "denied") {
      throw new Error(
        `Cannot serve on port ${port}: this system does not allow it; choose one from 1024 up`,
        { cause: error },
      );
    }
    throw error;
  }
  return {
    url: `http://${hostname}:${server.port}/`,
    finished: server.finished,
    close: () => server.abort(),
  };
}

function headersOf(policy: string | undefined): [name: string, value: string][] {
  return [
    // A map says its own in its page, by the hashes of the program and the style that lie in it.
    ...policy === undefined ? [] : [["content-security-policy", policy] as [string, string]],
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "no-referrer"],
    ["cache-control", "no-cache"],
  ];
}

async function answer(site: Served, request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return sentence("Only GET and HEAD are answered here.", 405, { allow: "GET, HEAD" });
  }
  const { pathname } = new URL(request.url);
  const path = decode(pathname);
  const missing = () => sentence("There is no such file in this site.", 404);
  if (path === undefined) return missing();
  if (path !== "" && !path.endsWith("/") && site.has(`${path}/index.html`)) {
    return new Response(null, { status: 308, headers: { location: `${pathname}/` } });
  }
  const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  const entry = site.get(name);
  return entry ? await send(entry, { name, request }) ?? missing() : missing();
}

/** The path of a request as a site has it; undefined for one that is not UTF-8. */
function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname.slice(1));
  } catch {
    return undefined;
  }
}

/** A file as an answer; undefined where it has gone from the disk since. */
async function send(
  entry: SiteFile,
  { name, request }: { name: string; request: Request },
): Promise<Response | undefined> {
  let size: number, tag: string | undefined;
  let open: () => Promise<BodyInit>;
  if (!("file" in entry)) {
    const bytes = "text" in entry ? new TextEncoder().encode(entry.text) : entry.bytes;
    size = bytes.length;
    tag = await eTag(bytes);
    open = () => Promise.resolve(bytes);
  } else {
    const info = await statIfThere(entry.file);
    if (!info) return undefined;
    size = info.size;
    tag = await eTag(info);
    open = async () => await streamOf(entry.file);
  }
  const headers = new Headers({
    "content-type": contentType(extname(name)) ?? "application/octet-stream",
    "content-length": String(size),
  });
  if (tag !== undefined) headers.set("etag", tag);
  if (!ifNoneMatch(request.headers.get("if-none-match"), tag)) {
    headers.delete("content-length");
    return new Response(null, { status: 304, headers });
  }
  return new Response(request.method === "HEAD" ? null : await open(), { headers });
}

/** The bytes of a file, read as they are sent. */
async function streamOf(path: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const file = await open(path);
  return new ReadableStream({
    type: "bytes",
    async pull(controller) {
      const bytes = new Uint8Array(PIECE);
      const { bytesRead } = await file.read(bytes, 0, PIECE);
      if (bytesRead > 0) controller.enqueue(bytes.subarray(0, bytesRead));
      else {
        await file.close();
        controller.close();
      }
    },
    cancel: () => file.close(),
  });
}

function sentence(text: string, status: number, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=UTF-8", ...headers },
  });
}
