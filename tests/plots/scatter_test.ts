import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { scatter } from "../../src/plots/scatter.ts";

const axes = { title: "Codes", xLabel: "code 1", yLabel: "code 2" };

/** Points on a circle. */
function circle(count: number) {
  const values = Float32Array.from(
    { length: 2 * count },
    (_, i) => i % 2 === 0 ? Math.cos(i) : Math.sin(i - 1),
  );
  return { shape: [count, 2], values };
}

Deno.test("scatter() draws a dot for each point, a path for each class, and names the classes", () => {
  const svg = scatter({
    ...axes,
    points: circle(30),
    labels: Int32Array.from({ length: 30 }, (_, i) => i % 3),
    classes: ["ankle boot", "<bag>", "coat"],
  });
  assertEquals(svg.match(/h0/g)?.length, 30);
  assertEquals(svg.match(/<path d="M[^"]*h0"/g)?.length, 3);
  assertEquals(svg.match(/>ankle boot</g)?.length, 2);
  assertStringIncludes(svg, "&lt;bag&gt;");
});

Deno.test("scatter() draws an even choice of many points", () => {
  const svg = scatter({ ...axes, points: circle(10_000), most: 500 });
  assertEquals(svg.match(/h0/g)?.length, 500);
  assert(svg.length < 20_000);
});

Deno.test("scatter() leaves out points that are not finite and draws equal ones", () => {
  const points = { shape: [3, 2], values: new Float32Array([2, 2, NaN, 1, 2, 2]) };
  const svg = scatter({ ...axes, points });
  assertEquals(svg.match(/h0/g)?.length, 2);
  assert(!/NaN|Infinity/.test(svg));
});

Deno.test("scatter() refuses points that are not of the plane, and labels of another count", () => {
  const space = { shape: [1, 3], values: new Float32Array(3) };
  assertThrows(() => scatter({ ...axes, points: space }), RangeError, "expected [N, 2]");
  assertThrows(
    () => scatter({ ...axes, points: circle(3), labels: [0, 1] }),
    RangeError,
    "with 2 labels",
  );
});
