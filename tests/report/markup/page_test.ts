import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { createHash } from "node:crypto";
import { readCurvesProgram } from "../../../src/io/read_curves_program.ts";
import { renderPage } from "../../../src/report/markup/page.ts";
import { element } from "../../../src/plots/element.ts";

const page = renderPage({
  title: "tiny <model>",
  summary: "A squared error of 0.1 & no more.",
  sections: [
    { title: "First", content: ["<one> ", element("b", {}, "two")] },
    { title: "Second", content: [] },
  ],
  madeBy: "Isthmus",
});

Deno.test("a page shows its title, its summary, its sections under their headings and its maker", () => {
  assert(page.startsWith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'));
  const [main] = page.match(/<main>.*<\/main>.*(?=<\/body>)/s)!;
  assertEquals(
    main,
    '<main><header><h1>tiny &lt;model&gt;</h1><p class="summary">A squared error of 0.1 &amp; no ' +
      "more.</p></header><section><h2>First</h2>&lt;one&gt; <b>two</b></section>" +
      "<section><h2>Second</h2></section></main><footer>Isthmus</footer>",
  );
  assertStringIncludes(page, "<title>tiny &lt;model&gt;</title>");
});

Deno.test("a page holds its program, and its policy allows that alone", async () => {
  const program = { script: "document.title = 1 < 2;", hash: "sha256-x" };
  const page = renderPage({ title: "", summary: "", sections: [], program });
  assertStringIncludes(page, `<script type="module">${program.script}</script></body>`);
  assertStringIncludes(page, "script-src &#39;sha256-x&#39;");
  const ending = { script: "'</script>'", hash: "" };
  assertThrows(
    () => renderPage({ title: "t", summary: "", sections: [], program: ending }),
    RangeError,
    "Cannot write the page t: its program would end its element",
  );
  const built = await readCurvesProgram();
  const digest = createHash("sha256").update(built!.script).digest("base64");
  assertEquals(built!.hash, `sha256-${digest}`);
});

Deno.test("a page without a maker has no foot", () => {
  assert(!renderPage({ title: "", summary: "", sections: [] }).includes("<footer"));
});
