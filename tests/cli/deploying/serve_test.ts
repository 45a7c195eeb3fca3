import { assert, assertEquals, assertThrows } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { serveCommand } from "../../../src/cli/commands/deploying/serve.ts";
import { parseArguments } from "../../../src/cli/options/command.ts";
import { nameRuns } from "../../../src/server/name_runs.ts";
import { endOf } from "../isthmus.ts";
import { withFiles } from "../../with_files.ts";

const MAIN = fromFileUrl(new URL("../../../src/cli/main.ts", import.meta.url));
const RUN = fromFileUrl(new URL("../../../models/strokes-2", import.meta.url));

/** The command with what the task `isthmus` may do. */
function serve(...args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--allow-read", "--allow-write", "--allow-env", "--allow-sys"],
      ...["--allow-ffi", "--allow-net=127.0.0.1", MAIN, "serve", ...args],
    ],
    env: { NO_COLOR: "1", ISTHMUS_TOKEN: "" },
    ...{ stdin: "null", stdout: "piped", stderr: "piped" } as const,
  }).spawn();
}

/** The first line that a process prints. */
async function firstLine({ stdout }: Deno.ChildProcess): Promise<string> {
  const reader = stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await reader.read();
    assert(!done, "the command says something");
    text += value;
  }
  await reader.cancel();
  return text.split("\n")[0];
}

Deno.test("serve answers until SIGTERM, and then all 1,000 requests that it has taken", async () => {
  const child = serve(RUN, "--port", "0", "--json", "--log", "none");
  const { url, models, engine } = JSON.parse(await firstLine(child));
  assertEquals(models, ["strokes-2-encoder", "strokes-2-decoder", "strokes-2-autoencoder"]);
  assertEquals(engine, "cpu");
  // Bodies whose last byte comes when all others are there: so all are in flight at once.
  let release = () => {};
  const released = new Promise<void>((resolve) => release = resolve);
  const bytes = new Uint8Array(784 * 4);
  const answers = Array.from({ length: 1000 }, () => {
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(bytes.subarray(1));
        await released;
        controller.enqueue(bytes.subarray(0, 1));
        controller.close();
      },
    });
    return fetch(`${url}v2/models/strokes-2-encoder/infer`, {
      method: "POST",
      headers: { "Inference-Header-Content-Length": "0" },
      body,
    });
  });
  const inFlight = async () => {
    const text = await (await fetch(`${url}metrics`)).text();
    return Number(/^isthmus_requests_in_flight (\d+)$/m.exec(text)?.[1]);
  };
  // This very request is one more.
  while (await inFlight() < 1001);
  child.kill("SIGTERM");
  release();
  const found = await Promise.all(answers.map(async (answer) => {
    const response = await answer;
    const text = await response.text();
    return response.ok ? response.status : text;
  }));
  const counts = Object.groupBy(found, String);
  assertEquals(Object.entries(counts).map(([status, all]) => [status, all!.length]), [[
    "200",
    1000,
  ]]);
  assertEquals((await child.status).code, 0);
  await child.stderr.cancel();
});

Deno.test("serve refuses what it cannot do in one sentence", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const cases: [string[], string][] = [
    [["no/such/run"], "Cannot serve no/such/run: there is no such folder\n"],
    [
      [RUN, "--port", String(port)],
      `Cannot serve on 127.0.0.1:${port}: another program listens there; choose another --port, or ` +
      "0 for any that is free\n",
    ],
  ];
  for (const [args, sentence] of cases) {
    const { code, stderr } = await endOf(serve(...args));
    assertEquals([code, stderr], [1, sentence]);
  }
  listener.close();
});

Deno.test("serve refuses arguments that it cannot use", () => {
  const cases: [string[], string][] = [
    [["--host", "0.0.0.0"], "Cannot serve on 0.0.0.0 without a token: other machines may reach it"],
    [["--engine", "gpu"], "Cannot use --engine gpu: expected cpu or webgpu or cuda"],
    [["--token", "short"], "Cannot use a --token of fewer than 16 letters"],
    [["--cors", "example.org"], "Cannot use --cors example.org: expected an origin"],
    [["--port", "65536"], "Cannot use --port 65536: expected one below 65536"],
    [["--max-batch", "0"], "Cannot use --max-batch 0: expected a whole number from 1 up"],
    [[RUN], 'Cannot serve two runs as "strokes-2": give one of them another name'],
  ];
  const prepare = (args: string[]) => serveCommand.prepare(parseArguments(serveCommand, args));
  for (const [args, sentence] of cases) {
    assertThrows(() => prepare([RUN, ...args]), TypeError, sentence);
  }
  assertThrows(() => prepare([]), TypeError, "Cannot run without RUN");
  for (const host of ["127.0.0.1", "localhost", "::1", "127.1.2.3"]) prepare([RUN, "--host", host]);
  prepare([RUN, "--host", "0.0.0.0", "--token", "0123456789abcdef"]);
});

Deno.test("an engine that this machine lacks is refused in one sentence", async () => {
  const { code, stderr } = await endOf(serve(RUN, "--port", "0", "--engine", "cuda"));
  if (code === 0) return;
  assertEquals([code, stderr.trim().split("\n").length], [1, 1]);
  assert(stderr.startsWith("Cannot serve with the engine cuda: "), stderr);
});

Deno.test("a run whose files are not those of its manifest is refused", async () => {
  const files = ["preprocessor_config.json", "onnx/encoder_model.onnx", "onnx/decoder_model.onnx"];
  const contents = Object.fromEntries(
    files.map((path) => [path, Deno.readFileSync(`${RUN}/${path}`)]),
  );
  const manifest = Deno.readFileSync(`${RUN}/manifest.json`);
  const config = new TextEncoder().encode(
    new TextDecoder().decode(contents[files[0]]).replace("28", "29"),
  );
  const changed = { ...contents, "manifest.json": manifest, [files[0]]: config };
  await withFiles(changed, async (directory) => {
    const { code, stderr } = await endOf(serve(directory, "--port", "0"));
    assertEquals([code, stderr.trim().split("\n").length], [1, 1]);
    assert(
      stderr.includes("preprocessor_config.json is not the file that its manifest.json tells of"),
    );
  });
});

Deno.test("runs have the names of their folders, or those that are given", () => {
  assertEquals(nameRuns(["runs/a/", "b=runs/a", "c_1.x=x=y"]), [
    { name: "a", directory: "runs/a/" },
    { name: "b", directory: "runs/a" },
    { name: "c_1.x", directory: "x=y" },
  ]);
  assertThrows(
    () => nameRuns(["runs/my run"]),
    TypeError,
    'Cannot serve runs/my run as "my run": expected letters, digits and any of "-_." in a name, give ' +
      "one as NAME=runs/my run",
  );
});
