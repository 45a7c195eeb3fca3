/**
 * Checks that the library exports what `scripts/interface/interface.txt` says, with the same types, so that
 * none changes unseen; prints each difference and exits with 1. With --write the file is written anew.
 */
import { interfaceChanges, interfaceLines } from "./interface/interface_lines.ts";

const root = new URL("../", import.meta.url);
const kept = new URL("interface/interface.txt", import.meta.url);
const { exports }: { exports: Record<string, string> } = JSON.parse(
  await Deno.readTextFile(new URL("deno.json", root)),
);

const lines: string[] = [];
for (const [name, path] of Object.entries(exports)) {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", path],
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`Cannot read the interface of ${path}: ${text.decode(stderr)}`);
  lines.push(...await interfaceLines(`isthmus${name.slice(1)}`, JSON.parse(text.decode(stdout))));
}
if (Deno.args.includes("--write")) {
  await Deno.writeTextFile(kept, lines.join("\n") + "\n");
} else {
  const before = (await Deno.readTextFile(kept)).trimEnd().split("\n");
  const changes = interfaceChanges(before, lines);
  for (const change of changes) console.error(`${change}: deno task interface --write records it`);
  Deno.exit(changes.length === 0 ? 0 : 1);
}
