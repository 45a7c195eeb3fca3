/** The kernels under a model of tfjs Layers on a page, bundled as users bundle, in a real browser. */
import { assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { build } from "esbuild";
import { findPrograms } from "../browser/find_programs.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));
const programs = findPrograms();
const missing = "missing" in programs ? `: ${programs.missing}` : "";

/** The program of the page; it tells the server what came of it. */
const PAGE = `
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm/dist/backend_wasm.js";
import { startKernels } from "./src/tfjs/mod.ts";

const said = [await startKernels({ from: "missing" }).then(() => "", (error) => error.message)];
try {
  await tf.ready();
  said.push(tf.getBackend() === "wasm");
  setWasmPaths("/backend/");
  await startKernels({ from: "kernels", replace: true });
  const model = tf.sequential({ layers: [
    tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 2, kernelSize: 3, activation: "relu" }),
    tf.layers.flatten(), tf.layers.dense({ units: 1 }),
  ] });
  model.compile({ optimizer: tf.train.adam(0.01), loss: "meanSquaredError" });
  const x = tf.randomUniform([32, 8, 8, 1]), y = tf.mean(x, [1, 2]);
  const { history: { loss } } = await model.fit(x, y, { epochs: 40, verbose: 0 });
  said.push(tf.getBackend(), loss[39] < loss[0] / 2, crossOriginIsolated);
} catch (error) {
  said.push(String(error));
}
await fetch("/said", { method: "POST", body: JSON.stringify(said) });
`;

/** The files of the page by their paths. */
async function bundle(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: root, sourcefile: "page.js" },
    outdir: "/",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    logLevel: "error",
    write: false,
    external: ["fs", "path", "os", "util", "crypto", "perf_hooks", "worker_threads"],
  });
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]));
}

for (const isIsolated of [false, true]) {
  Deno.test({
    name: `on a page${
      isIsolated ? " that may have threads" : ""
    } a model of tfjs Layers trains${missing}`,
    ignore: missing !== "",
    async fn() {
      const files = await bundle(), said = Promise.withResolvers<unknown[]>();
      const headers: Record<string, string> = isIsolated
        ? {
          "cross-origin-opener-policy": "same-origin",
          "cross-origin-embedder-policy": "require-corp",
        }
        : {};
      const backend = join(root, "node_modules/@tensorflow/tfjs-backend-wasm/dist");
      const server = Deno.serve(
        { port: 0, hostname: "127.0.0.1", onListen() {} },
        async (request) => {
          const { pathname } = new URL(request.url);
          const [, folder, name] = pathname.split("/");
          const type = (content: string) => ({ headers: { ...headers, "content-type": content } });
          if (pathname === "/said") {
            said.resolve(await request.json());
            return new Response(null, { headers });
          }
          if (pathname === "/") {
            const page = '<script type="module" src="/stdin.js"></script>';
            return new Response(page, type("text/html"));
          }
          const file = files.get(pathname);
          if (file) return new Response(new Uint8Array(file), type("text/javascript"));
          const place = { kernels: join(root, "build/kernels"), backend }[folder];
          if (place === undefined) return new Response(null, { status: 404, headers });
          return new Response(await Deno.readFile(join(place, name)), type("application/wasm"));
        },
      );
      const profile = await Deno.makeTempDir();
      const { chromium } = programs as { chromium: string };
      const browser = new Deno.Command(chromium, {
        args: [
          ...["--headless", "--no-sandbox", `--user-data-dir=${profile}`],
          `http://127.0.0.1:${server.addr.port}/`,
        ],
        stdout: "null",
        stderr: "null",
      }).spawn();
      try {
        const [refusal, ...rest] = await said.promise;
        assertMatch(
          String(refusal),
          /^Cannot start the kernels: http.*\/missing\/\w+\.wasm could not/,
        );
        assertEquals(rest, [false, "wasm", true, isIsolated]);
      } finally {
        browser.kill();
        await browser.status;
        await server.shutdown();
        // Its helpers may write there for a moment more; the folder is a temporary one.
        await Deno.remove(profile, { recursive: true }).catch(() => undefined);
      }
    },
  });
}
