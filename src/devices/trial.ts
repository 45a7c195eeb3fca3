import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { deno } from "../host/deno.ts";
import { isGrantedNow } from "../host/is_granted.ts";
import { isRecord, parseRecord } from "../core/parse_record.ts";
import type { Adapter, DeviceName } from "./device.ts";

/** The outcome of a device that was tried in a process of its own. */
export interface Trial {
  /** The reason why it does not run; absent where it does. */
  readonly why?: string;
  /** The adapters that were found, where they can be asked for. */
  readonly adapters?: readonly Adapter[];
}

/** The program that tries a device, and how long it may take. */
export interface TrialOptions {
  readonly program?: URL;
  /** In milliseconds: drivers in software compile for seconds. */
  readonly limit?: number;
}

const PROGRAM = new URL("run_trial.ts", import.meta.url), LIMIT = 60_000;

/** The permissions of the process, which native libraries need. */
const PERMITTED = ["--allow-read", "--allow-env", "--allow-sys", "--allow-ffi"];

/** True where this process may start another. */
export function mayTry(): boolean {
  return isGrantedNow({ name: "run", command: process.execPath });
}

/**
 * Tries a device in a process of its own. What a driver does there, an end by a signal or no end at all,
 * is the reason why the device does not run.
 */
export async function tryApart(
  name: DeviceName,
  { program = PROGRAM, limit = LIMIT }: TrialOptions = {},
): Promise<Trial> {
  const args = deno
    ? ["run", "--quiet", "--no-prompt", ...PERMITTED, program.href, name]
    : [fileURLToPath(program), name];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, limit);
  const pieces: Uint8Array[] = [];
  child.stdout.on("data", (piece: Uint8Array) => pieces.push(piece));
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  if (isLate) return { why: `it did not answer within ${limit / 1000} s` };
  if (signal !== null) return { why: `it ended the process that tried it by ${signal}` };
  const trial = parseRecord(new TextDecoder().decode(Buffer.concat(pieces)));
  if (trial === undefined) return { why: `it ended the process that tried it with code ${code}` };
  return trialOf(trial);
}

function trialOf({ why, adapters }: Record<string, unknown>): Trial {
  return {
    ...(typeof why === "string" && { why }),
    ...(Array.isArray(adapters) && {
      adapters: adapters.filter(isRecord).map(({ name, isSoftware }) => ({
        name: String(name),
        isSoftware: isSoftware === true,
      })),
    }),
  };
}
