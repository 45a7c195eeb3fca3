import { assertEquals } from "@std/assert";
import { formatDuration } from "../../src/core/format_duration.ts";

Deno.test("a duration is whole seconds, in units that people read", () => {
  assertEquals([0.2, 41.6, 185, 7800].map(formatDuration), ["0s", "42s", "3m 5s", "2h 10m"]);
  assertEquals([NaN, Infinity].map(formatDuration), ["…", "…"]);
});
