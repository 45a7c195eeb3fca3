/** Runs a test in a folder of its own, by its real path, which goes when the test ends. */
export async function inFolder(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await test(await Deno.realPath(directory));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}
