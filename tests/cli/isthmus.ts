import { fromFileUrl } from "@std/path";
import { PERMITTED } from "../run_deno.ts";

const MAIN = fromFileUrl(new URL("../../src/cli/main.ts", import.meta.url));

/** The end of a command, and its output. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that has begun. */
export function begin(...args: readonly string[]): Deno.ChildProcess {
  return beginIn(Deno.cwd(), args);
}

/** A command that has begun in a folder, by a task that was called in the same or in another. */
export function beginIn(
  cwd: string,
  args: readonly string[],
  { called = cwd }: { called?: string } = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      ...PERMITTED,
      MAIN,
      ...args,
    ],
    cwd,
    env: { NO_COLOR: "1", INIT_CWD: called },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** The end of a command, in words. */
export async function endOf(child: Deno.ChildProcess): Promise<Ended> {
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: ownLines(decoder.decode(stderr)) };
}

/** The lines that a command wrote, without that of the runtime when several start at once. */
function ownLines(text: string): string {
  return text.replace(/^Blocking waiting for file lock.*\n/gm, "");
}

/** Runs a command to its end. */
export function isthmus(...args: readonly string[]): Promise<Ended> {
  return endOf(begin(...args));
}
