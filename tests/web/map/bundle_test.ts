import { assert, assertEquals } from "@std/assert";
import { gzipSync } from "fflate";
import { mapCss } from "../../../src/web/map/map_css.ts";
import { floorsOf, reachableModules } from "../../reachable_modules.ts";

const path = new URL("../../../build/web/isthmus-map.js", import.meta.url);

Deno.test("the program of maps takes 18 KB at most, compressed, and has its licence and its rules in it", async () => {
  const bytes = await Deno.readFile(path), text = new TextDecoder().decode(bytes);
  const { length } = gzipSync(bytes, { level: 9 });
  assert(length <= 18_000, `${length} bytes`);
  assert(text.startsWith("/*!\nMIT License") && text.includes("the Isthmus authors"));
  const names = mapCss.match(/(?<=^|\s)\.[\w-]+/gm) ?? [];
  assert(names.length > 50);
  for (const name of names) assert(text.includes(name), name);
  assert(!/\bDeno\.|sourceMappingURL|<\/script|<!--/i.test(text));
});

Deno.test("the program of maps reaches no package", async () => {
  const modules = await reachableModules("web/map/show_map.ts", { packages: [] });
  assertEquals(floorsOf(modules), ["core", "plots", "web"]);
});
