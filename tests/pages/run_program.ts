import { fromFileUrl, join } from "@std/path";
import { PERMITTED, succeedingDeno } from "../run_deno.ts";
import { pageProgram } from "./page_programs.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));

/**
 * Runs the one program of a page in a folder of its own, as a reader would, and gives what it printed to
 * `check`, with the folder. With `links` that of the project is linked into the folder first.
 */
export async function runProgram(
  page: string,
  check: (said: string, folder: string) => void | Promise<void>,
  { links = [] }: { readonly links?: readonly string[] } = {},
): Promise<void> {
  const program = pageProgram(page);
  const folder = await Deno.makeTempDir();
  try {
    for (const link of links) await Deno.symlink(join(root, link), join(folder, link));
    await Deno.writeTextFile(join(folder, "program.ts"), program);
    const config = `--config=${join(root, "deno.json")}`;
    const said = await succeedingDeno(folder, "run", ...PERMITTED, config, "program.ts");
    await check(said, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
