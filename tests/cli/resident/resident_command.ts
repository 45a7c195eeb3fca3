import { fromFileUrl } from "@std/path";
import { PERMITTED } from "../../run_deno.ts";

const PROGRAM = fromFileUrl(new URL("serve_commands.ts", import.meta.url));

/** The beginning of the line at the end of what a command writes; no command writes its first character. */
export const END = "\0ended ";

/** The end of a command, and its output. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs one command after another. */
interface Resident {
  readonly child: Deno.ChildProcess;
  readonly stdin: WritableStreamDefaultWriter<Uint8Array>;
  readonly stdout: OutputUntilEnd;
  readonly stderr: OutputUntilEnd;
}

/** Reads what a command writes until its end: the text before, and the exit code unless the process is gone. */
type OutputUntilEnd = () => Promise<{ text: string; code: number | undefined }>;

let resident: Resident | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a command in a folder, in the process that stays for all commands of these tests, after those that were
 * asked for before: it has loaded the toolkit already, which takes most of the time of a small command.
 */
export function residentCommand(cwd: string, args: readonly string[]): Promise<Ended> {
  const ended = last.then(() => run(cwd, args));
  last = ended.catch(() => {});
  return ended;
}

async function run(cwd: string, args: readonly string[]): Promise<Ended> {
  const { child, stdin, stdout, stderr } = resident ??= start();
  await stdin.write(new TextEncoder().encode(`${JSON.stringify({ cwd, args })}\n`));
  const [out, err] = await Promise.all([stdout(), stderr()]);
  if (out.code === undefined) resident = undefined;
  return {
    code: out.code ?? (await child.status).code,
    stdout: out.text,
    stderr: err.text,
  };
}

function start(): Resident {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", ...PERMITTED, PROGRAM],
    env: { NO_COLOR: "1", INIT_CWD: Deno.cwd() },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  globalThis.addEventListener("unload", () => {
    if (resident?.child === child) child.kill("SIGKILL");
  });
  return {
    child,
    stdin: child.stdin.getWriter(),
    stdout: untilEnds(child.stdout),
    stderr: untilEnds(child.stderr),
  };
}

function untilEnds(stream: ReadableStream<Uint8Array>): OutputUntilEnd {
  const reader = stream.getReader(), decoder = new TextDecoder();
  let rest = "";
  return async () => {
    for (;;) {
      const [, text, code, after] = rest.match(/^([^\0]*)\0ended (\d+)\n([^]*)$/) ?? [];
      if (text !== undefined) {
        rest = after;
        return { text, code: Number(code) };
      }
      const { value, done } = await reader.read();
      if (done) return { text: rest, code: undefined };
      rest += decoder.decode(value, { stream: true });
    }
  };
}
