import { assertEquals } from "@std/assert";
import { createMapLook } from "../../../../src/web/map/points/map_look.ts";

/** Items at −1, 0 and 1 of the first axis, looked at on 100 × 50 pixels: a unit is 46 of them. */
function look(isShown = (_item: number) => true) {
  let looks = 0;
  const made = createMapLook(Float32Array.of(-1, 0, 0, 0, 1, 0), {
    isShown,
    onLook: () => looks++,
  });
  made.resize({ width: 100, height: 50 });
  return { made, looks: () => looks };
}

Deno.test("a look starts with all, and says when it changes", () => {
  const { made, looks } = look();
  assertEquals(made.view, { x: 0, y: 0, scale: 46 });
  assertEquals(made.inView(), [1, 0, 2]);
  made.pan({ left: -46, top: 0 });
  assertEquals([made.view.x, looks()], [1, 2]);
  assertEquals(made.inView(), [2, 1]);
  made.showAll();
  assertEquals(made.view, made.all);
});

Deno.test("points that are no items are in view where all is, and are never found", () => {
  const made = createMapLook(Float32Array.of(-1, 0, 0, 0, 1, 0), {
    ...{ marked: [3, 0], isShown: () => true, onLook: () => {} },
  });
  made.resize({ width: 100, height: 50 });
  assertEquals([made.view.x, made.view.scale], [1, 23]);
  assertEquals(made.inView(), [2, 1, 0]);
  assertEquals(made.itemAt({ left: 96, top: 25 }, 10), undefined);
});

Deno.test("another size keeps the part that is shown", () => {
  const { made } = look();
  made.zoom(2);
  made.resize({ width: 200, height: 100 });
  assertEquals(made.view, { x: 0, y: 0, scale: 184 });
});

Deno.test("items are found at a place, in the middle, along a way and between corners", () => {
  const { made } = look();
  assertEquals(made.itemAt({ left: 7, top: 25 }, 4), 0);
  assertEquals(made.itemAt({ left: 7, top: 25 }, 2), undefined);
  assertEquals(made.itemInMiddle(), 1);
  assertEquals([made.next(undefined, "right"), made.next(1, "left"), made.next(2, "right")], [
    2,
    0,
    undefined,
  ]);
  assertEquals(made.between({ left: 60, top: 40 }, { left: 0, top: 0 }), [0, 1]);
  made.centre(2, { zoom: 3 });
  assertEquals(made.view, { x: 1, y: 0, scale: 138 });
  assertEquals(made.placeOf(2), { left: 50, top: 25 });
});

Deno.test("items that are switched off are not found", () => {
  const { made } = look((item) => item !== 1);
  assertEquals(made.inView(), [0, 2]);
  assertEquals([made.itemInMiddle(), made.next(0, "right")], [undefined, 2]);
  assertEquals(made.between({ left: 0, top: 0 }, { left: 99, top: 50 }), [0, 2]);
});
