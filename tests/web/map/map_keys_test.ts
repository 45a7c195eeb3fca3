import { assert, assertEquals } from "@std/assert";
import { deedOf, KEY_HELP } from "../../../src/web/map/map_keys.ts";

const press = (key: string, held: Partial<Parameters<typeof deedOf>[0]> = {}) =>
  deedOf({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });

Deno.test("arrows pan by a tenth, so that what lies there comes into view", () => {
  assertEquals(press("ArrowRight"), { type: "pan", right: -0.1, down: 0 });
  assertEquals(press("ArrowUp"), { type: "pan", right: 0, down: 0.1 });
});

Deno.test("Shift and an arrow step, plus and minus zoom, zero shows all", () => {
  assertEquals(press("ArrowDown", { shiftKey: true }), { type: "step", way: "down" });
  assertEquals([press("+"), press("-")].map((deed) => deed?.type), ["zoom", "zoom"]);
  assertEquals([press("0"), press("Home")], [{ type: "all" }, { type: "all" }]);
  assertEquals([press("Enter"), press("Escape")], [{ type: "select" }, { type: "leave" }]);
});

Deno.test("other keys, and those of the browser, do nothing", () => {
  assertEquals([press("a"), press("Tab"), press("toString")], [undefined, undefined, undefined]);
  assertEquals([press("+", { ctrlKey: true }), press("ArrowLeft", { altKey: true })], [
    undefined,
    undefined,
  ]);
  assert(KEY_HELP.includes("Arrows"));
});
