import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { utimesSync, writeSync } from "node:fs";
import process from "node:process";
import { deno, type DenoHost } from "./deno.ts";
import { systemFaultOf } from "./system_fault.ts";

/** The time between two signs of life of a holder in Node.js, in milliseconds. */
const SIGN_INTERVAL = 2_000;

/** The time after which one that gave none is taken for gone, by Deno, which may not ask the system for it. */
const PATIENCE = 60_000;

/** The holder of a file, as it writes itself into it. */
interface Holder {
  readonly runtime: "deno" | "node";
  readonly pid: number;
}

/**
 * Holds a file, made if it is not there, for this process alone until it ends or disposes; undefined where
 * another holds it, be it in Deno or in Node.js.
 *
 * In Deno the operating system locks the file. Node.js has no locks: there the file names the process that
 * holds it, and one that has ended holds nothing.
 */
export function holdFile(path: string): Disposable | undefined {
  return deno ? holdInDeno(path, deno) : holdInNode(path);
}

function holdInDeno(path: string, host: DenoHost): Disposable | undefined {
  const file = host.openSync(path, { create: true, read: true, write: true });
  const giveUp = () => void file.close();
  if (!file.tryLockSync(true)) return giveUp() as undefined;
  if (isHeldInNode(path) || file.statSync().ino !== statIno(path)) {
    file.unlockSync();
    return giveUp() as undefined;
  }
  file.truncateSync(0);
  file.writeSync(recordOf({ runtime: "deno", pid: process.pid }));
  return {
    [Symbol.dispose]() {
      file.truncateSync(0);
      // The file stays: another process may have opened it already, and would lock a file without
      // a name while a third locks the one made anew. It is unlocked by itself, as a process that is
      // just being started holds all that is open for a moment, and would hold the lock with it.
      file.unlockSync();
      file.close();
    },
  };
}

/** True where a process in Node.js holds a file, by its last sign of life. */
function isHeldInNode(path: string): boolean {
  return holderOf(path)?.runtime === "node" && Date.now() - statSync(path).mtimeMs < PATIENCE;
}

function holdInNode(path: string): Disposable | undefined {
  const made = `${path}.${crypto.randomUUID()}.tmp`;
  const file = openSync(made, "wx");
  writeSync(file, recordOf({ runtime: "node", pid: process.pid }));
  closeSync(file);
  try {
    // A link takes a name that is free, or fails: of two processes one alone takes it.
    while (!takeName(made, path)) if (!clearEnded(path)) return undefined;
  } finally {
    rmSync(made, { force: true });
  }
  const sign = setInterval(() => {
    const now = new Date();
    utimesSync(path, now, now);
  }, SIGN_INTERVAL);
  sign.unref();
  return {
    [Symbol.dispose]() {
      clearInterval(sign);
      rmSync(path, { force: true });
    },
  };
}

function takeName(made: string, path: string): boolean {
  try {
    linkSync(made, path);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST") return false;
    throw error;
  }
}

/** Takes the name from a file whose holder has ended, or which nobody holds; false where it is held. */
function clearEnded(path: string): boolean {
  const holder = holderOf(path);
  if (holder && isRunning(holder.pid)) return false;
  const moved = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    renameSync(path, moved);
  } catch (error) {
    if (systemFaultOf(error) === "nothing there") return true;
    throw error;
  }
  // Somebody may have taken the name between the two: it is given back.
  const found = holderOf(moved), isOthers = found !== undefined && isRunning(found.pid);
  if (isOthers) takeName(moved, path);
  rmSync(moved, { force: true });
  return !isOthers;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user runs, and may not be signalled.
    return systemFaultOf(error) === "denied";
  }
}

function recordOf(holder: Holder): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(holder) + "\n");
}

/** The holder that a file names; undefined for an empty one, and where there is none. */
function holderOf(path: string): Holder | undefined {
  try {
    const { runtime, pid } = JSON.parse(readFileSync(path, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? { runtime, pid } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || systemFaultOf(error) === "nothing there") return undefined;
    throw error;
  }
}

function statIno(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null;
}
