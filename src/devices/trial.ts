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
  const command = Deno.execPath();
  return Deno.permissions.querySync({ name: "run", command }).state === "granted";
}

/**
 * Tries a device in a process of its own. What a driver does there, an end by a signal or no end at all,
 * is the reason why the device does not run.
 */
export async function tryApart(
  name: DeviceName,
  { program = PROGRAM, limit = LIMIT }: TrialOptions = {},
): Promise<Trial> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", ...PERMITTED, program.href, name],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  const child = command.spawn();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, limit);
  const { code, signal, stdout } = await child.output();
  clearTimeout(timer);
  if (isLate) return { why: `it did not answer within ${limit / 1000} s` };
  if (signal !== null) return { why: `it ended the process that tried it by ${signal}` };
  const trial = parseRecord(new TextDecoder().decode(stdout));
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
