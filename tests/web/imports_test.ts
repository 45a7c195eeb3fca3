import { assertEquals } from "@std/assert";

const root = new URL("../../src/", import.meta.url);

/** The packages that a module of `src/` reaches. */
async function packagesOf(path: string): Promise<string[]> {
  const seen = new Set<string>(), packages = new Set<string>();
  const walk = async (module: URL) => {
    if (seen.has(module.href)) return;
    seen.add(module.href);
    const source = await Deno.readTextFile(module);
    for (const [, specifier] of source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
      if (specifier.startsWith(".")) await walk(new URL(specifier, module));
      else packages.add(specifier);
    }
  };
  await walk(new URL(path, root));
  return [...packages].sort();
}

Deno.test("the element reaches no package but the wire format of models", async () => {
  assertEquals(await packagesOf("web/mod.ts"), [
    "@bufbuild/protobuf/wire",
  ]);
});
