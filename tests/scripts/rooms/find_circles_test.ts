import { assertEquals } from "@std/assert";
import { findCircles } from "../../../scripts/rooms/find_circles.ts";

const circlesOf = (targets: Readonly<Record<string, string[]>>) =>
  findCircles(new Map(Object.entries(targets)));

Deno.test("nodes that point down only, or at what is not there, make no circle", () => {
  assertEquals(circlesOf({ a: ["b", "c"], b: ["c", "gone"], c: [] }), []);
});

Deno.test("each component has one circle, as short as one is there, and none runs through two", () => {
  const circles = circlesOf({
    a: ["b"],
    b: ["c"],
    c: ["a", "b", "d"],
    d: ["e"],
    e: ["f"],
    f: ["d"],
  });
  assertEquals(circles.map((circle) => circle.toSorted()).toSorted(), [
    ["b", "b", "c"],
    ["d", "d", "e", "f"],
  ]);
});
