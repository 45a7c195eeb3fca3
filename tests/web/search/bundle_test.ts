import { assert, assertEquals } from "@std/assert";
import { gzipSync } from "fflate";
import { searchCss } from "../../../src/web/search/search_css.ts";
import { floorsOf, reachableModules } from "../../reachable_modules.ts";

const built = (name: string) => new URL(`../../../build/web/${name}`, import.meta.url);

Deno.test("the program that searches takes 13 KB at most, compressed, and has its rules in it", async () => {
  const bytes = await Deno.readFile(built("isthmus-search.js"));
  const text = new TextDecoder().decode(bytes), { length } = gzipSync(bytes, { level: 9 });
  assert(length <= 13_000, `${length} bytes`);
  const names = searchCss.match(/(?<=^|\s)\.[\w-]+/gm) ?? [];
  assert(names.length > 20);
  for (const name of names) assert(text.includes(name), name);
  assert(!searchCss.includes("url(") && !/\bDeno\.|sourceMappingURL/.test(text));
  assert(!/(?:^|[;}\n])import\s*["{*\w]/.test(text));
});

Deno.test("the program that counts words takes 4 KB at most, compressed, and says both licences", async () => {
  const bytes = await Deno.readFile(built("isthmus-words.js"));
  const text = new TextDecoder().decode(bytes), { length } = gzipSync(bytes, { level: 9 });
  assert(length <= 4000, `${length} bytes`);
  assert(text.includes("the Isthmus authors") && text.includes("Titus Wormer"));
  assert(!/\bDeno\.|sourceMappingURL/.test(text));
});

Deno.test("the program that searches reaches no package but the wire format of models", async () => {
  const modules = await reachableModules("web/search/search_program.ts", {
    // By types alone: nothing of them is in the bundle.
    packages: ["@bufbuild/protobuf/wire", "stemmer"],
  });
  const floors = floorsOf(modules);
  for (const floor of ["core", "retrieval", "web"]) assert(floors.includes(floor), floor);
  assertEquals(floors.filter((floor) => ["io", "kernels", "runs", "site"].includes(floor)), []);
});
