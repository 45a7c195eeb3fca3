import { assertEquals } from "@std/assert";
import { releaseFaults } from "../../scripts/package/release_faults.ts";

const ready = {
  version: "0.2.0",
  uncommitted: [],
  tags: ["v0.1.0"],
  changelog: "# Changelog\n\n## 0.2.0 (2026-12-01)\n\n## 0.1.0 (2026-10-01)\n",
};

Deno.test("a version is released from a clean tree, once, and with its changes told", () => {
  assertEquals(releaseFaults(ready), []);
  assertEquals(releaseFaults({ ...ready, uncommitted: [" M src/mod.ts", "?? a.txt"] }), [
    "2 files are not committed, src/mod.ts among them",
  ]);
  assertEquals(releaseFaults({ ...ready, tags: ["v0.2.0"] }), ["the tag v0.2.0 is there already"]);
  assertEquals(releaseFaults({ ...ready, changelog: "## Unreleased\n" }), [
    'CHANGELOG.md has no "## 0.2.0 (date)", move what is unreleased there',
  ]);
  assertEquals(releaseFaults({ ...ready, version: "2" }).length, 2);
});
