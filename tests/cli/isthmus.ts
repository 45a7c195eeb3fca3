import { fromFileUrl } from "@std/path";
import { PERMITTED } from "../run_deno.ts";
import { type Ended, residentCommand } from "./resident/resident_command.ts";

const MAIN = fromFileUrl(new URL("../../src/cli/main.ts", import.meta.url));

export type { Ended };

/** The options that settle something in a process for good: other kernels, threads, parts of one's own. */
const LASTING = /^--(numerics|plugin|threads)\b/;

/** The names of the commands that ran in a process of their own. */
const ran = new Set<string>();

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
  return isthmusIn(Deno.cwd(), args);
}

/**
 * Runs a command in a folder to its end: in a process of its own where it is the first of its name, or where
 * it settles something for good, and later ones in one process that stays.
 */
export function isthmusIn(cwd: string, args: readonly string[]): Promise<Ended> {
  const [name = ""] = args, isFirst = !ran.has(name);
  ran.add(name);
  if (isFirst || args.some((arg) => LASTING.test(arg))) return endOf(beginIn(cwd, args));
  return residentCommand(cwd, args);
}
