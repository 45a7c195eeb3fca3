import { assert, assertEquals } from "@std/assert";
import { floorsOf, reachableModules } from "../reachable_modules.ts";

Deno.test("nothing reachable from src/generation/mod.ts is tfjs, a package or of one host", async () => {
  const modules = await reachableModules("generation/mod.ts");
  assertEquals(floorsOf(modules), ["core", "generation"]);
  assert(modules.length >= 12, `only ${modules.length} modules were found`);
});
