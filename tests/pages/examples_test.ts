/** Runs the programs of examples/ as their first lines say, in a folder of their own. */
import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";

const root = fromFileUrl(new URL("../../", import.meta.url));

/** The permissions that an example asks for in its first lines. */
function permissionsOf(name: string): string[] {
  const text = Deno.readTextFileSync(join(root, "examples", name));
  const [, flags] = text.match(/^ \* {5}deno run (.*?) examples\//m) ?? [];
  return flags.split(" ");
}

function command(
  name: string,
  { args = [], cwd = root }: { args?: string[]; cwd?: string | undefined } = {},
) {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      ...permissionsOf(name),
      `--config=${join(root, "deno.json")}`,
      join(root, "examples", name),
      ...args,
    ],
    cwd,
    stdout: "piped",
    stderr: "piped",
  });
}

async function outputOf(name: string, cwd?: string): Promise<string[]> {
  const { code, stdout, stderr } = await command(name, { cwd }).output();
  const decoder = new TextDecoder();
  assertEquals([code, code === 0 ? "" : decoder.decode(stderr)], [0, ""]);
  return decoder.decode(stdout).trim().split("\n");
}

/** The numbers of lines that fit a pattern. */
function numbers(lines: readonly string[], pattern: RegExp): number[] {
  return lines.flatMap((line) => pattern.exec(line)?.slice(1).map(Number) ?? []);
}

Deno.test("examples/train_and_export.ts trains in twenty lines and leaves both halves", async () => {
  const directory = await Deno.makeTempDir();
  const lines = await outputOf("train_and_export.ts", directory);
  const errors = numbers(lines, /squared error ([\d.]+)/);
  assertEquals(errors.length, 5);
  assert(errors[4] < errors[0] / 1.5, `${errors}`);
  for (const file of ["encoder.onnx", "decoder.onnx"]) {
    assert((await Deno.stat(join(directory, file))).size > 800_000, file);
  }
  const code = await Deno.readTextFile(join(root, "examples/train_and_export.ts"));
  const [, program] = code.split("*/\n");
  assert(program.trim().split("\n").length <= 26);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("examples/top_k_dictionary.ts finds most of the directions that vectors are made of", async () => {
  const lines = await outputOf("top_k_dictionary.ts");
  const errors = numbers(lines, /mean squared error ([\d.]+)/);
  assertEquals(errors.length, 4);
  assert(errors[3] < errors[0], `${errors}`);
  assert(
    lines.some((line) => /^vector 0 = (\d\.\d\d · atom \d+( \+ )?){3}$/.test(line)),
    `${lines}`,
  );
  const [found] = numbers(lines, /^(\d+) of 48 hidden directions are atoms$/);
  assert(found >= 40, `${found}`);
});

Deno.test("examples/faster_tfjs.ts times somebody's model with the kernels and without", async () => {
  const lines = await outputOf("faster_tfjs.ts");
  const [stock, ours] = numbers(lines, /(\d+) ms a step/);
  assert(stock > 0 && ours > 0, `${lines}`);
  assert(lines.at(-1)?.endsWith(" times faster"), `${lines}`);
});

Deno.test("examples/maps.ts maps digits by t-SNE better than by two components", async () => {
  const lines = await outputOf("maps.ts");
  const trusted = numbers(lines, /^\| (?:PCA|t-SNE|UMAP).*? \| ([\d.]+) \|/);
  assertEquals(trusted.length, 3);
  assert(trusted[1] > 0.9 && trusted[2] > 0.9 && trusted[0] < 0.8, `${trusted}`);
});

Deno.test("examples/decoder_page.ts serves its page, the element and the model, and nothing else", async () => {
  const server = command("decoder_page.ts", { args: [`${root}models/strokes-variational-2`, "0"] })
    .spawn();
  const said: string[] = [];
  const lines = server.stderr.pipeThrough(new TextDecoderStream());
  let address: string | undefined;
  for await (const text of lines) {
    said.push(text);
    address = /http:\/\/127\.0\.0\.1:\d+/.exec(said.join(""))?.[0];
    if (address !== undefined) break;
  }
  assert(address !== undefined, said.join(""));
  const get = async (path: string) => {
    const response = await fetch(`${address}${path}`);
    return { status: response.status, text: await response.text() };
  };
  assert((await get("/")).text.includes('<isthmus-decoder src="/model">'));
  assert((await get("/isthmus-decoder.js")).text.includes("customElements.define"));
  const manifest = JSON.parse((await get("/model/manifest.json")).text);
  assert("onnx/decoder_model.onnx" in manifest.files);
  assertEquals((await get("/model/none.json")).status, 404);
  assertEquals((await get("/..%2f..%2fdeno.json")).status, 404);
  server.kill();
  await server.status;
  await server.stdout.cancel();
});
