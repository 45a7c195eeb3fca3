/** Kernels whose tensors lie where offsets are more than signed numbers of 32 bits can say. */
import { assert } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { PERMITTED, succeedingDeno } from "../../run_deno.ts";

Deno.test("a step whose tensors lie past 2 GiB of the heap has the bytes of one whose tensors do not", async () => {
  const root = fromFileUrl(new URL("../../..", import.meta.url));
  const program = fromFileUrl(new URL("far_step.ts", import.meta.url));
  const said = await succeedingDeno(root, "run", "--no-check", ...PERMITTED, program);
  const { near, far } = JSON.parse(said.trim().split("\n").at(-1)!);
  assert(near < 2 ** 31 && far > 2 ** 31, `${near}, ${far}`);
});
