import { join } from "@std/path";
import { inFolder } from "./in_folder.ts";

/**
 * Runs a test in a folder of its own with these files, by their paths: of these bytes, or as long as a
 * number says, with a hole for all its bytes, which takes no room on the disk.
 */
export async function withFiles(
  files: Readonly<Record<string, Uint8Array | number>>,
  test: (directory: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (directory) => {
    for (const [name, content] of Object.entries(files)) {
      const path = join(directory, name);
      await Deno.mkdir(join(path, ".."), { recursive: true });
      await Deno.writeFile(path, typeof content === "number" ? new Uint8Array() : content);
      if (typeof content === "number") await Deno.truncate(path, content);
    }
    await test(directory);
  });
}
