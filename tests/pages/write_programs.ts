/** Writes the programs that readers are shown to `build/programs`, where the gate checks their types. */
import { programsShown } from "./page_programs.ts";

const folder = new URL("../../build/programs/", import.meta.url);

await Deno.mkdir(folder, { recursive: true });
const programs = await programsShown();
for await (const { name } of Deno.readDir(folder)) {
  if (!programs.has(name)) await Deno.remove(new URL(name, folder));
}
for (const [name, code] of programs) await Deno.writeTextFile(new URL(name, folder), code);
