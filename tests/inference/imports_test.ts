import { assert, assertEquals } from "@std/assert";
import { floorsOf, reachableModules } from "../reachable_modules.ts";

Deno.test("nothing reachable from src/inference/mod.ts is tfjs, a package or of one host", async () => {
  const modules = await reachableModules("inference/mod.ts");
  assertEquals(floorsOf(modules), ["core", "inference"]);
  assert(modules.length >= 8, `only ${modules.length} modules were found`);
});
