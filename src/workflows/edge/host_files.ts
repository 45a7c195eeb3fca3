import { pageIcon } from "../../site/pages/page_style.ts";

/** The first lines of each entry. */
const IMPORTS = `import { createEncoder, createHandler } from "../isthmus-encoder.js";
import model from "../model.js";
`;

const DENO =
  `// For Deno Deploy, and for "deno serve" on any machine: all that it needs are modules.
import { parts } from "../encoder_data.js";
${IMPORTS}
const encoder = createEncoder(parts(), model);
// The first request need not wait for what starting can do.
await encoder.ready();
export default { fetch: createHandler(encoder) };
`;

const CLOUDFLARE =
  `// For Cloudflare Workers: the kernels are a compiled module, the weights a module of data.
import kernels from "../lite.wasm";
import weights from "../encoder.bin";
${IMPORTS}
export default { fetch: createHandler(createEncoder({ kernels, weights }, model)) };
`;

const WRANGLER = (name: string) =>
  `name = ${JSON.stringify(name)}
main = "worker.js"
compatibility_date = "2026-01-01"

[[rules]]
type = "CompiledWasm"
globs = ["**/*.wasm"]

[[rules]]
type = "Data"
globs = ["**/*.bin"]
`;

const WORKERD = `# The same worker in workerd itself: workerd serve cloudflare/workerd.capnp
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "encoder", worker = .encoder)],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "encoder")],
);

const encoder :Workerd.Worker = (
  modules = [
    (name = "cloudflare/worker.js", esModule = embed "worker.js"),
    (name = "isthmus-encoder.js", esModule = embed "../isthmus-encoder.js"),
    (name = "model.js", esModule = embed "../model.js"),
    (name = "lite.wasm", wasm = embed "../lite.wasm"),
    (name = "encoder.bin", data = embed "../encoder.bin"),
  ],
  compatibilityDate = "2026-01-01",
);
`;

const SERVICE_WORKER = (version: string) =>
  `// Answers a page's requests to "encode" beside it in the browser, without a network once it is there.
${IMPORTS}
const CACHE = "isthmus-encoder-${version}";
const FILES = ["../lite.wasm", "../encoder.bin"].map((path) => new URL(path, import.meta.url).href);

const encoder = createEncoder(async () => {
  const [kernels, weights] = await Promise.all(FILES.map(async (file) => {
    const response = await caches.match(file) ?? await fetch(file);
    if (!response.ok) throw new Error("Cannot read " + file + ": the server answered " + response.status);
    return await response.arrayBuffer();
  }));
  return { kernels, weights };
}, model);
const handle = createHandler(encoder);

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith("isthmus-encoder-") && name !== CACHE;
  event.waitUntil(Promise.all([
    clients.claim(),
    caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))),
  ]));
});

addEventListener("fetch", (event) => {
  const here = new URL("encode", import.meta.url).pathname;
  if (new URL(event.request.url).pathname === here) event.respondWith(handle(event.request));
});
`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>An encoder in a service worker</title>
<link rel="icon" href="icon.svg">
<script type="module" src="page.js"></script>
</head>
<body>
<h1>An encoder in a service worker</h1>
<p>The code of the first golden vector: <output></output></p>
</body>
</html>
`;

const PAGE_SCRIPT = `const output = document.querySelector("output");
// A page may be asked to say which addresses of scripts it means.
const policy = globalThis.trustedTypes?.createPolicy("isthmus-edge", { createScriptURL: (url) => url });
const script = policy ? policy.createScriptURL("worker.js") : "worker.js";
try {
  await navigator.serviceWorker.register(script, { type: "module" });
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done));
  }
  const { inputs, labels } = await (await fetch("../golden.json")).json();
  const answer = await fetch("encode", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ inputs, labels }),
  });
  output.value = JSON.stringify((await answer.json()).codes[0]);
} catch (error) {
  output.value = String(error);
}
`;

const NODE = `// For Node.js 20 or later: node node/server.js [PORT]
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
${IMPORTS}
const read = (path) => readFile(new URL(path, import.meta.url));
const [kernels, weights] = await Promise.all([read("../lite.wasm"), read("../encoder.bin")]);
const handle = createHandler(createEncoder({ kernels, weights }, model));
// The first request need not wait for what starting can do: Node.js loads its Request when one is made.
const headers = { "content-type": "application/json" }, body = JSON.stringify({ inputs: [] });
await (await handle(new Request("http://localhost/encode", { method: "POST", headers, body }))).text();

const server = createServer(async (incoming, outgoing) => {
  const { method, url, headers } = incoming, hasBody = method !== "GET" && method !== "HEAD";
  let request;
  try {
    request = new Request(new URL(url, "http://localhost"), {
      method,
      headers: Object.entries(headers).filter(([, value]) => typeof value === "string"),
      ...(hasBody && { body: incoming, duplex: "half" }),
    });
  } catch {
    outgoing.writeHead(400).end();
    return;
  }
  const response = await handle(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
});
server.listen(Number(process.argv[2] ?? 8000), "127.0.0.1", () => {
  console.log("Listening on http://127.0.0.1:" + server.address().port);
});
`;

/**
 * The entries of each host, with what sets them up, by their paths in an exported folder; `version` is a
 * name that changes with the files, `name` that of the worker.
 */
export function hostFiles(
  { name, version }: { name: string; version: string },
): Readonly<Record<string, string>> {
  return {
    "deno/main.js": DENO,
    "cloudflare/worker.js": CLOUDFLARE,
    "cloudflare/wrangler.toml": WRANGLER(name),
    "cloudflare/workerd.capnp": WORKERD,
    "node/server.js": NODE,
    "service-worker/worker.js": SERVICE_WORKER(version),
    "service-worker/page.js": PAGE_SCRIPT,
    "service-worker/index.html": PAGE,
    "service-worker/icon.svg": pageIcon,
  };
}
