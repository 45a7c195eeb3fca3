/** Runs Deno in a folder: whether it succeeded, and both of its outputs. */
export async function runDeno(
  cwd: string,
  args: readonly string[],
): Promise<{ success: boolean; said: string }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  return { success, said: text.decode(stderr) + text.decode(stdout) };
}
