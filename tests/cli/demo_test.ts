import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { writeSite } from "../../src/site/write_site.ts";
import { gallerySite } from "../../src/site/web_site.ts";
import { writeModelFolder } from "../site/model_folder.ts";

const MAIN = fromFileUrl(new URL("../../src/cli/demo_main.ts", import.meta.url));

/** The demo with what its task may do and no more, once it has told its address. */
async function begin(...args: string[]): Promise<{ child: Deno.ChildProcess; url: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--allow-read", "--allow-env=INIT_CWD", "--allow-net=127.0.0.1"],
      ...[MAIN, ...args, "--json"],
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let line = "";
  while (!line.includes("\n")) {
    const { value, done } = await reader.read();
    assert(!done, "the demo tells its address");
    line += value;
  }
  reader.releaseLock();
  return { child, url: JSON.parse(line).url };
}

async function end(child: Deno.ChildProcess): Promise<number> {
  child.kill("SIGINT");
  const { code } = await child.status;
  return code;
}

Deno.test("demo says nothing of plug-ins, which it has no use for, and refuses them", async () => {
  const run = (...args: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--allow-read", "--allow-env=INIT_CWD", MAIN, ...args],
      env: { NO_COLOR: "1" },
    }).output();
  const [help, refused] = await Promise.all([run("--help"), run("--plugin", "parts.ts")]);
  const text = new TextDecoder();
  assert(!text.decode(help.stdout).includes("plugin"));
  assertEquals(refused.code, 2);
  assertStringIncludes(text.decode(refused.stderr), "Unknown option '--plugin'");
});

Deno.test("demo serves the page of a run until Ctrl+C, which ends it well", async () => {
  const run = await writeModelFolder(await Deno.makeTempDir());
  const { child, url } = await begin(run, "--port", "0", "--engines", "lite,wasm");
  const html = await (await fetch(url)).text();
  assert(html.includes('<isthmus-decoder src="model" engine="lite" engines="lite wasm">'));
  const decoder = await fetch(`${url}model/onnx/decoder_model.onnx`);
  assertEquals(await decoder.text(), "the decoder");
  const engine = await fetch(`${url}ort/ort.wasm.min.mjs`, { method: "HEAD" });
  assertEquals([engine.status, await engine.text()], [200, ""]);
  assertEquals(await end(child), 0);
  await Deno.remove(run, { recursive: true });
});

Deno.test("demo serves a folder that an export wrote as it is", async () => {
  const directory = await Deno.makeTempDir();
  const run = await writeModelFolder(join(directory, "a"));
  const out = join(directory, "site");
  await writeSite(await gallerySite([run], { engines: ["lite"] }), out);
  await Deno.writeTextFile(join(out, "index.html"), "an edited page");
  const { child, url } = await begin(out, "--port", "0");
  assertEquals(await (await fetch(url)).text(), "an edited page");
  const page = await fetch(`${url}models/a/`);
  assert((await page.text()).includes("<h1>digits</h1>"));
  assertEquals(await end(child), 0);
  await Deno.remove(directory, { recursive: true });
});
