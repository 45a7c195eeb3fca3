import { assertEquals } from "@std/assert";
import { LEVELS } from "../../../src/web/map/items/emphasis.ts";
import { createMapSession } from "../../../src/web/map/map_session.ts";

function session() {
  const calls: string[] = [];
  const made = createMapSession({
    title: "",
    count: 3,
    maps: [],
    names: ["a", "b", "c"],
    columns: [
      { name: "label", kind: "classes", classNames: ["x", "y"], classes: Int32Array.of(0, 1, 0) },
      { name: "size", kind: "numbers", values: Float32Array.of(1, 2, 3) },
    ],
  }, { onPaint: () => calls.push("paint"), onShow: () => calls.push("show") });
  return { made, calls };
}

Deno.test("a session starts with the first column, and colours by another or by none", () => {
  const { made, calls } = session();
  assertEquals([...made.colouring.styleOf], [0, 1, 0]);
  made.switchOff([0]);
  made.colourBy(1);
  assertEquals([[...made.colouring.styleOf], made.off.size], [[0, 32, 63], 0]);
  made.colourBy(undefined);
  assertEquals([...made.colouring.styleOf], [0, 0, 0]);
  assertEquals(calls, ["paint", "paint", "paint"]);
});

Deno.test("an item that is switched off is shown no longer", () => {
  const { made, calls } = session();
  made.show({ item: 2, map: 0 });
  made.show({ item: 2, map: 0 });
  assertEquals(calls, ["show"]);
  made.switchOff([0]);
  assertEquals([made.shown, made.isShown(2), made.isShown(1)], [undefined, false, true]);
});

Deno.test("a selection is turned over item by item, and stands out beside what is searched", () => {
  const { made } = session();
  made.toggle(0);
  made.toggle(2);
  made.toggle(0);
  assertEquals([...made.selected], [2]);
  made.match([1]);
  assertEquals([...made.levelOf], [LEVELS.faded, LEVELS.raised, LEVELS.raised]);
  made.match(undefined);
  made.select([]);
  assertEquals([...made.levelOf], [LEVELS.plain, LEVELS.plain, LEVELS.plain]);
});
