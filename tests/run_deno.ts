/** The permissions that the toolkit's tests and commands have. */
export const PERMITTED: readonly string[] = [
  "--no-prompt",
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-sys",
  "--allow-ffi",
];

/** Runs Deno in a folder: whether it succeeded, and both of its outputs. */
export async function runDeno(
  cwd: string,
  args: readonly string[],
): Promise<{ success: boolean; said: string }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    // The task that runs the tests was called elsewhere.
    env: { NO_COLOR: "1", INIT_CWD: cwd },
  }).output();
  const text = new TextDecoder();
  return { success, said: text.decode(stderr) + text.decode(stdout) };
}

/** Runs Deno in a folder; gives what it said, and fails where Deno does. */
export async function succeedingDeno(cwd: string, ...args: readonly string[]): Promise<string> {
  const { success, said } = await runDeno(cwd, args);
  if (!success) throw new Error(`Cannot run deno ${args.join(" ")}: ${said}`);
  return said;
}
