import { assert, assertEquals } from "@std/assert";
import { floorsOf, reachableModules } from "../reachable_modules.ts";

Deno.test("the element reaches no package but the wire format of models, and nothing of one host", async () => {
  const modules = await reachableModules("web/mod.ts", { packages: ["@bufbuild/protobuf/wire"] });
  const floors = ["core", "generation", "inference", "lite", "onnx", "plots", "web"];
  assertEquals(floorsOf(modules), floors);
  assert(modules.length >= 80, `only ${modules.length} modules were found`);
});
