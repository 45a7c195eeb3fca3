import { join } from "@std/path";

/** Does work in a folder with these files, which is removed afterwards. */
export async function inFolder(
  files: Record<string, Uint8Array>,
  work: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    for (const [name, bytes] of Object.entries(files)) {
      const path = join(directory, name);
      await Deno.mkdir(join(path, ".."), { recursive: true });
      await Deno.writeFile(path, bytes);
    }
    await work(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}
