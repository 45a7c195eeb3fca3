/**
 * Checks that a version can be released, and packs it: nothing is uncommitted, CHANGELOG.md tells of it under its
 * number and a date, no tag has its name, and the gate's interface is that of the sources. It sends nothing.
 */
import { root } from "./built_folder.ts";
import { releaseFaults } from "./package/release_faults.ts";

const { version }: { version: string } = JSON.parse(
  await Deno.readTextFile(new URL("deno.json", root)),
);

const git = async (...args: string[]) => {
  const { success, stdout, stderr } = await new Deno.Command("git", { args, cwd: root }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`Cannot release: git ${args[0]}: ${text.decode(stderr).trim()}`);
  return text.decode(stdout).split("\n").filter((line) => line !== "");
};
const faults = releaseFaults({
  version,
  uncommitted: await git("status", "--porcelain"),
  tags: await git("tag", "--list"),
  changelog: await Deno.readTextFile(new URL("CHANGELOG.md", root)),
});
for (const fault of faults) console.error(`Cannot release ${version}: ${fault}`);
if (faults.length > 0) Deno.exit(1);
await import("./build_package.ts");
console.log(`Then: git tag v${version}, and npm publish build/isthmus-${version}.tgz`);
