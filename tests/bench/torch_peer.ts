/** The Python of Debian's python3-torch; `deno task bench` may run this program and no other. */
const PYTHON = "/usr/bin/python3";

/** The output of a script in `scripts/reference/`: one line of JSON. */
export interface TorchTime {
  /** Median of a step. */
  readonly milliseconds: number;
  readonly steps: number;
  readonly threads: number;
  /** Of PyTorch. */
  readonly version: string;
}

/** Our time beside that of PyTorch for the same maths; no `torch` where it does not import. */
export interface TorchComparison {
  readonly name: string;
  readonly oursMilliseconds: number;
  readonly torch?: TorchTime | undefined;
}

/**
 * Times a step in PyTorch on one thread by a script, named by its path from the root of the project,
 * and its arguments; undefined where there is no PyTorch.
 *
 * Throws an Error where the script fails.
 */
export function timeTorch(script: string, args: readonly string[] = []): TorchTime | undefined {
  if (!run(["-c", "import torch"])?.success) return undefined;
  const result = run([new URL(`../../${script}`, import.meta.url).pathname, ...args]);
  if (!result?.success) {
    throw new Error(`Cannot time ${script}: it failed\n${decode(result?.stderr)}`);
  }
  return JSON.parse(decode(result.stdout));
}

function run(args: string[]): Deno.CommandOutput | undefined {
  try {
    const env = { OPENBLAS_NUM_THREADS: "1" };
    return new Deno.Command(PYTHON, { args, env, stdout: "piped", stderr: "piped" }).outputSync();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function decode(bytes: Uint8Array<ArrayBuffer> | undefined): string {
  return new TextDecoder().decode(bytes);
}
