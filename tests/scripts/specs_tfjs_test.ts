import { assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { PERMITTED, runDeno } from "../run_deno.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));

/** Suites of what the kernels replace; `deno task specs:tfjs` runs all. */
const SOME = "^(matmul|conv2d|maxPool|AdamOptimizer|gather) wasm";

Deno.test("specs of tfjs pass on these kernels where they pass on stock, or it is said why not", async () => {
  const args = ["--no-check", ...PERMITTED, "--allow-run", "scripts/specs_tfjs.ts", "--only", SOME];
  const { success, said } = await runDeno(root, ["run", ...args]);
  if (!success) throw new Error(said);
  assertStringIncludes(said, "specs");
  assertStringIncludes(said, "ignores NaNs: a NaN in a window gives NaN");
});
