import { assert, assertEquals } from "@std/assert";

Deno.test("nothing reachable from src/inference/mod.ts is tfjs, a package or of one host", async () => {
  const root = new URL("../../src/", import.meta.url);
  const seen = new Set<string>();
  const walk = async (module: URL) => {
    if (seen.has(module.href)) return;
    seen.add(module.href);
    const source = await Deno.readTextFile(module);
    assert(!/\bDeno\s*\.|\bprocess\s*\.|\bBuffer\b/.test(source), `${module} is of one host`);
    for (const [, specifier] of source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
      assert(specifier.startsWith("."), `${module} imports the package ${specifier}`);
      await walk(new URL(specifier, module));
    }
  };
  await walk(new URL("inference/mod.ts", root));
  const floors = [...seen].map((href) => href.slice(root.href.length).split("/")[0]);
  assertEquals([...new Set(floors)].sort(), ["core", "inference"]);
  assert(seen.size >= 8, `only ${seen.size} modules were found`);
});
