import { assertEquals } from "@std/assert";
import { moveByKey } from "../../../src/web/pad/pad_keys.ts";

const RANGE = [[-50, 50], [0, 200]] as const;

function press(key: string, { shiftKey = false, from = [0, 100] } = {}) {
  return moveByKey(from, { key: { key, shiftKey }, range: RANGE, home: [7, 8] });
}

Deno.test("arrows move by a fiftieth of the range, with Shift by a tenth", () => {
  assertEquals(press("ArrowRight"), { code: Float32Array.of(2, 100), axis: 0 });
  assertEquals(press("ArrowLeft"), { code: Float32Array.of(-2, 100), axis: 0 });
  assertEquals(press("ArrowUp"), { code: Float32Array.of(0, 104), axis: 1 });
  assertEquals(press("ArrowDown", { shiftKey: true }), { code: Float32Array.of(0, 80), axis: 1 });
  assertEquals(press("ArrowRight", { shiftKey: true })?.code, Float32Array.of(10, 100));
});

Deno.test("Page Up and Page Down move a tenth up and down, Home to the home code", () => {
  assertEquals(press("PageUp")?.code, Float32Array.of(0, 120));
  assertEquals(press("PageDown")?.code, Float32Array.of(0, 80));
  assertEquals(press("Home")?.code, Float32Array.of(7, 8));
});

Deno.test("keys halt at the edge and come back to it from beyond", () => {
  assertEquals(press("ArrowRight", { from: [49.5, 100] })?.code, Float32Array.of(50, 100));
  assertEquals(press("ArrowUp", { from: [90, 500] })?.code, Float32Array.of(90, 200));
});

Deno.test("other keys move nothing", () => {
  for (const key of ["Tab", "a", "Enter", "toString", "PageLeft"]) {
    assertEquals(press(key), undefined);
  }
});
