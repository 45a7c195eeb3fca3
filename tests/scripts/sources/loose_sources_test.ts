import { assertEquals } from "@std/assert";
import { looseSources } from "../../../scripts/sources/loose_sources.ts";

const faultsOf = (
  imports: Readonly<Record<string, readonly string[]>>,
  heldBy: Readonly<Record<string, string>> = {},
) => looseSources(new Map(Object.entries(imports)), heldBy);

const LOOSE = "src/core/a.ts: no test imports it, and tests/held_by.ts does not say which holds it";

Deno.test("a source is held by a test that imports it, or by a helper of one", () => {
  const source = { "src/core/a.ts": [] };
  assertEquals(faultsOf({ ...source, "tests/core/a_test.ts": ["src/core/a.ts"] }), []);
  assertEquals(
    faultsOf({
      ...source,
      "tests/core/a_test.ts": ["tests/helper.ts"],
      "tests/helper.ts": ["src/core/a.ts"],
    }),
    [],
  );
  assertEquals(faultsOf(source), [LOOSE]);
  assertEquals(faultsOf({ "src/core/mod.ts": [] }), []);
});

Deno.test("a bench, and a helper that no test imports, hold nothing", () => {
  for (const file of ["tests/bench/a_bench.ts", "tests/core/helper.ts"]) {
    assertEquals(faultsOf({ "src/core/a.ts": [], [file]: ["src/core/a.ts"] }), [LOOSE]);
  }
});

Deno.test("a line holds what its test reaches, the longest of those that fit", () => {
  const imports = {
    "src/core/a.ts": [],
    "src/core/mod.ts": ["src/core/a.ts"],
    "tests/core/a_test.ts": ["src/core/mod.ts"],
    "tests/core/b_test.ts": [],
  };
  assertEquals(faultsOf(imports, { "core/": "core/a_test.ts" }), []);
  assertEquals(faultsOf(imports, { "core/": "core/b_test.ts" }), [
    "tests/held_by.ts: tests/core/b_test.ts does not reach src/core/a.ts",
  ]);
  assertEquals(faultsOf(imports, { "core/": "core/b_test.ts", "core/a.ts": "core/a_test.ts" }), [
    'tests/held_by.ts: "core/" is needed by no file',
  ]);
});

Deno.test("a line that names no test is a fault", () => {
  const imports = { "src/core/a.ts": [], "tests/bench/a_bench.ts": ["src/core/a.ts"] };
  assertEquals(faultsOf(imports, { "core/": "core/gone_test.ts" }), [
    "tests/held_by.ts: core/ is held by tests/core/gone_test.ts, which is not there",
  ]);
  assertEquals(faultsOf(imports, { "core/": "bench/a_bench.ts" }), [
    "tests/held_by.ts: core/ is held by tests/bench/a_bench.ts, which no test runs",
  ]);
});

Deno.test("a test of a program or a page holds what that reaches", () => {
  const imports = {
    "src/cli/main.ts": ["src/cli/parse.ts"],
    "src/cli/parse.ts": [],
    "src/cli/other.ts": [],
    "src/web/mod.ts": ["src/web/panel.ts"],
    "src/web/panel.ts": [],
    "tests/cli/usage_test.ts": [],
    "tests/browser/scenarios/pad.ts": [],
  };
  const heldBy = { "cli/": "cli/usage_test.ts", "web/": "browser/scenarios/pad.ts" };
  assertEquals(faultsOf(imports, heldBy), [
    "tests/held_by.ts: tests/cli/usage_test.ts does not reach src/cli/other.ts",
  ]);
});
