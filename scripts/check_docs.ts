/**
 * Checks that everything the public modules export has a doc comment. Prints what has none, and
 * exits with 1, as it does where `deno doc` itself does not run.
 *
 * `deno doc --lint` also asks that every type in a public signature be exported itself. Types of
 * tfjs and zod cannot be, so that rule is left out.
 */
import { undocumented } from "./undocumented.ts";

const { exports } = JSON.parse(
  await Deno.readTextFile(new URL("../deno.json", import.meta.url)),
) as { exports: Record<string, string> };

const { success, stderr } = await new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", ...Object.values(exports)],
  cwd: new URL("../", import.meta.url),
  env: { NO_COLOR: "1" },
}).output();
const faults = undocumented({ success, report: new TextDecoder().decode(stderr) });
for (const fault of faults) console.error(fault);
Deno.exit(faults.length === 0 ? 0 : 1);
