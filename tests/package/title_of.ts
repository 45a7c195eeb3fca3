import { contentType } from "@std/media-types";
import { extname, fromFileUrl, join } from "@std/path";
import type { Installed } from "./install_package.ts";

const playwright = new URL("../../node_modules/playwright-core/index.mjs", import.meta.url);

/** Opens the page of some files in Chromium, and gives its title once that is another than "none". */
export async function titleOf(
  files: ReadonlyMap<string, Uint8Array>,
  { chromium, node, model, run, folder }:
    & Pick<Installed, "chromium" | "node" | "run" | "folder">
    & {
      /** The folder of the model that the page asks for. */
      readonly model: string;
    },
): Promise<string> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const path = new URL(request.url).pathname.slice(1) || "index.html";
    const bytes = path.startsWith("model/")
      ? await Deno.readFile(join(model, path.slice("model/".length))).catch(() => undefined)
      : files.get(path);
    if (bytes === undefined) return new Response(null, { status: 404 });
    const type = contentType(extname(path)) ?? "application/octet-stream";
    return new Response(new Uint8Array(bytes), { headers: { "content-type": type } });
  });
  const script = join(folder, "open.mjs");
  await Deno.writeTextFile(
    script,
    `
import { chromium } from ${JSON.stringify(fromFileUrl(playwright))};
const [path, address] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
const page = await browser.newPage(), problems = [];
page.on("pageerror", (error) => problems.push(String(error)));
page.on("requestfailed", (request) => problems.push(request.url()));
await page.goto(address);
await page.waitForFunction(() => document.title !== "none", undefined, { timeout: 20_000 })
  .catch((error) => problems.push(String(error)));
console.log(problems.join("; ") || await page.title());
await browser.close();
`,
  );
  try {
    const { port } = server.addr;
    return (await run(node, [script, chromium ?? "", `http://127.0.0.1:${port}/`])).trim();
  } finally {
    await server.shutdown();
  }
}
