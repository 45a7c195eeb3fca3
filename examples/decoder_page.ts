/**
 * Serves a page of your own with a trained decoder in it.
 *
 *     deno task element
 *     deno run --allow-read --allow-net=127.0.0.1 examples/decoder_page.ts [RUN] [PORT]
 *
 * RUN is a run folder, the small model of models/strokes-variational-2 unless given; PORT is 8000.
 */
import { contentType } from "@std/media-types";
import { extname, fromFileUrl } from "@std/path";

const root = fromFileUrl(new URL("../", import.meta.url));
const [run = `${root}models/strokes-variational-2`, port = "8000"] = Deno.args;

const page = `<!DOCTYPE html>
<meta charset="utf-8">
<title>Digits from two numbers</title>
<script type="module" src="/isthmus-decoder.js"></script>
<body style="max-width: 720px; margin: 2em auto; font-family: system-ui">
<h1>Digits from two numbers</h1>
<p>Each point of the plane is a digit: drag the ring, or use the arrow keys.</p>
<isthmus-decoder src="/model"></isthmus-decoder>
`;

Deno.serve({ hostname: "127.0.0.1", port: Number(port) }, async ({ url }) => {
  const { pathname } = new URL(url);
  if (pathname === "/") return new Response(page, { headers: { "content-type": "text/html" } });
  try {
    const type = contentType(extname(pathname)) ?? "application/octet-stream";
    return new Response(await Deno.readFile(fileOf(pathname)), {
      headers: { "content-type": type },
    });
  } catch {
    return new Response("Not found", { status: 404 });
  }
});

/** The file at an address: the element, or one of the run. */
function fileOf(pathname: string): string {
  return pathname.startsWith("/model/")
    ? `${run}/${pathname.slice("/model/".length)}`
    : `${root}build/web${pathname}`;
}
