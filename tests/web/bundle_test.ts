import { assert } from "@std/assert";
import { gzipSync } from "fflate";
import { elementCss } from "../../src/web/element_css.ts";

const folder = new URL("../../build/web/", import.meta.url);

Deno.test("the element with its engine takes 60 KB at most, compressed", async () => {
  const bytes = await Deno.readFile(new URL("isthmus-decoder.js", folder));
  const { length } = gzipSync(bytes, { level: 9 });
  assert(length <= 60_000, `${length} bytes`);
});

Deno.test("the bundle carries all rules of the element, without the spaces of their source", async () => {
  const text = await Deno.readTextFile(new URL("isthmus-decoder.js", folder));
  const names = elementCss.match(/(?<=^|\s)\.[\w-]+/gm) ?? [];
  assert(names.length > 50);
  for (const name of names) assert(text.includes(name), name);
  assert(elementCss.includes(":host {\n") && !text.includes(":host {"));
});

Deno.test("the bundle is one file that imports none, needs no Deno, and has its licence beside it", async () => {
  const text = await Deno.readTextFile(new URL("isthmus-decoder.js", folder));
  assert(!/(?:^|[;}\n])(?:import|export)\s*["{*\w]/.test(text));
  assert(!/\bDeno\.|sourceMappingURL/.test(text));
  const licence = await Deno.readTextFile(new URL("isthmus-decoder.LICENSE.txt", folder));
  assert(licence.includes("the Isthmus authors"));
});
