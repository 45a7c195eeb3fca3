import { assertEquals } from "@std/assert";
import { undocumented } from "../../scripts/undocumented.ts";

const REPORT = `error[private-type-ref]: public type 'f' references private type 'Tensor'
 --> /src/f.ts:1:1

error[missing-jsdoc]: exported symbol is missing JSDoc documentation
 --> /src/g.ts:1:1

`;

Deno.test("what has no doc comment is a fault, a type that is not exported is none", () => {
  assertEquals(undocumented({ success: false, report: REPORT }), [
    "error[missing-jsdoc]: exported symbol is missing JSDoc documentation\n --> /src/g.ts:1:1",
  ]);
  const [ignored] = REPORT.split(/\n(?=error\[missing)/);
  assertEquals(undocumented({ success: false, report: ignored }), []);
  assertEquals(undocumented({ success: true, report: "Checked 5 files\n" }), []);
});

Deno.test("a lint that does not run is a fault, which says what it says", () => {
  const report = 'error: Module not found "file:///src/mod.ts".\n';
  assertEquals(undocumented({ success: false, report }), [report.trim()]);
  assertEquals(undocumented({ success: false, report: "" }), ["deno doc failed and says nothing"]);
});
