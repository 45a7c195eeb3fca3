/**
 * Measures the server beside a plain handler over onnxruntime-node, in one run: requests per second and the
 * time of an answer at 1, 8 and 64 clients, with and without batches; then 100,000 requests, and what
 * memory they leave. The load comes from `wrk`, which Debian has.
 *
 *     deno task bench:serving [SECONDS] [REQUESTS]
 */
import { join } from "@std/path";
import { SHAPE, writeRandomRun } from "./serving/random_run.ts";

const seconds = Number(Deno.args[0] ?? 5), total = Number(Deno.args[1] ?? 100_000);
const CLIENTS = [1, 8, 64];
const project = new URL("../", import.meta.url).pathname;
const permitted = ["--no-prompt", "--allow-read", "--allow-env", "--allow-sys", "--allow-ffi"];

interface Load {
  readonly perSecond: number;
  readonly p50: string;
  readonly p99: string;
  /** The microseconds of a processor that a request took, of all threads; not by what else runs here. */
  readonly cpu: number;
  readonly failures: number;
}

interface Server {
  readonly url: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly child: Deno.ChildProcess;
}

/** Starts a program and reads the address that it prints first. */
async function start(
  args: readonly string[],
  place: Omit<Server, "url" | "child">,
): Promise<Server> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", ...permitted, "--allow-net=127.0.0.1", ...args],
    cwd: project,
    env: { NO_COLOR: "1" },
    ...{ stdin: "null", stdout: "piped", stderr: "inherit" } as const,
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!/http:\S+/.test(said)) {
    const { value, done } = await reader.read();
    if (done) throw new Error("Cannot measure: a server ended before it began");
    said += value;
  }
  await reader.cancel();
  return { ...place, child, url: /http:[^\s"]+/.exec(said)![0] };
}

async function stop({ child }: Server): Promise<void> {
  child.kill("SIGTERM");
  await child.status;
}

/** Asks a server from so many connections at once for some seconds. */
async function load(
  { url, path, headers, child }: Server,
  { clients, script, duration }: { clients: number; script: string; duration: number },
): Promise<Load> {
  const before = await cpuOf(child);
  const { stdout, success } = await new Deno.Command("wrk", {
    args: [
      ...["-t", "1", "-c", String(clients), "-d", `${duration}s`, "--latency", "-s", script],
      ...headers.flatMap((header) => ["-H", header]),
      url + path,
    ],
  }).output();
  const text = new TextDecoder().decode(stdout);
  const of = (pattern: RegExp) => pattern.exec(text)?.[1] ?? "";
  if (!success || of(/Requests\/sec:\s+(\S+)/) === "") throw new Error(`Cannot measure: ${text}`);
  return {
    perSecond: Number(of(/Requests\/sec:\s+(\S+)/)),
    p50: of(/^ +50% +(\S+)/m),
    p99: of(/^ +99% +(\S+)/m),
    cpu: (await cpuOf(child) - before) / Number(of(/(\d+) requests in/)) * 1e6,
    failures: Number(of(/Non-2xx or 3xx responses: (\d+)/)) +
      [...of(/Socket errors: (.*)/).matchAll(/\d+/g)].reduce(
        (sum, [count]) => sum + Number(count),
        0,
      ),
  };
}

/** The seconds of a processor that a program has taken, by hundredths; NaN where there is no /proc. */
async function cpuOf({ pid }: Deno.ChildProcess): Promise<number> {
  const { stdout } = await new Deno.Command("cat", { args: [`/proc/${pid}/stat`] }).output();
  const fields = new TextDecoder().decode(stdout).replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function memoryOf({ url }: Server): Promise<number> {
  const text = await (await fetch(`${url}metrics`)).text();
  return Number(/kind="rss"\} (\d+)/.exec(text)?.[1]) / 2 ** 20;
}

const directory = await Deno.makeTempDir();
await writeRandomRun(join(directory, "deep-30"));
const script = join(directory, "post.lua"), bytes = join(directory, "example");
const pixels = Float32Array.from({ length: 784 }, (_, i) => (i * 37 % 256) / 255);
await Deno.writeFile(bytes, new Uint8Array(pixels.buffer));
await Deno.writeTextFile(
  script,
  `local f = io.open(${JSON.stringify(bytes)}, "rb")\n` +
    `wrk.method = "POST"\nwrk.body = f:read("*a")\nf:close()\n`,
);
const run = join(directory, "deep-30");
const ours = {
  path: "v2/models/deep-30-encoder/infer",
  headers: ["Inference-Header-Content-Length: 0"],
};
const serve = ["src/cli/main.ts", "serve", run, "--port", "0", "--log", "none"];
const plain = [
  "scripts/serving/plain_handler.ts",
  join(run, "onnx/encoder_model.onnx"),
  SHAPE.join(","),
];
const servers = {
  "plain handler": () => start(plain, { path: "", headers: [] }),
  "server, each alone": () => start([...serve, "--max-batch", "1"], ours),
  "server, batches": () => start(serve, ours),
};

console.log(
  `| ${["", "clients", "requests/s", "p50", "p99", "CPU µs/request", "failed"].join(" | ")} |`,
);
for (const [name, begin] of Object.entries(servers)) {
  const server = await begin();
  await load(server, { clients: 8, script, duration: 1 });
  for (const clients of CLIENTS) {
    const { perSecond, p50, p99, cpu, failures } = await load(server, {
      ...{ clients, script, duration: seconds },
    });
    const cells = [name, clients, perSecond.toFixed(0), p50, p99, cpu.toFixed(0), failures];
    console.log(`| ${cells.join(" | ")} |`);
  }
  await stop(server);
}

// In a small heap, so that what is collected late does not pass for what stays.
const server = await start(["--v8-flags=--max-old-space-size=64", ...serve], ours);
let done = 0, failed = 0;
const memory: string[] = [];
while (done < total) {
  const { perSecond, failures } = await load(server, { clients: 64, script, duration: seconds });
  done += Math.round(perSecond * seconds);
  failed += failures;
  memory.push(`${done}: ${(await memoryOf(server)).toFixed(0)} MB`);
}
console.log(`${done} requests, ${failed} failed; memory after ${memory.join(", ")}`);
await stop(server);
await Deno.remove(directory, { recursive: true });
