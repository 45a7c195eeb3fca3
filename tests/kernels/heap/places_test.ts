import { assertEquals } from "@std/assert";
import { places } from "../../../src/kernels/heap/places.ts";

Deno.test("places lie behind each other in their order, an empty one where the next begins", () => {
  const sizes = { block: 16, none: 0, band: 100 };
  assertEquals(places(sizes), { at: { block: 0, none: 16, band: 16 }, bytes: 116 });
  assertEquals(places(sizes, 64), { at: { block: 64, none: 80, band: 80 }, bytes: 116 });
});
