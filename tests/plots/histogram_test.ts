import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { histogram } from "../../src/plots/histogram.ts";

const axes = { title: "Rates", xLabel: "rate", yLabel: "latents" };

interface Bar {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** The bars drawn, as their titles and rectangles say. */
function bars(svg: string): Bar[] {
  const rects = svg.matchAll(
    /<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="([\d.]+)"[^>]*><title>(\d+) ([^<]*)</g,
  );
  return [...rects].map(([, left, width, height, count, name]) => {
    const [low, high] = [...name.matchAll(/[\d.e-]*\d/g)].map(([number]) => Number(number));
    return {
      count: Number(count),
      low,
      high: high ?? low,
      left: Number(left),
      width: Number(width),
      height: Number(height),
    };
  });
}

Deno.test("histogram() puts each value into the bar between whose edges it lies", () => {
  const rng = createRng(0);
  const values = Float32Array.from(
    { length: 500 },
    (_, i) => i % 25 === 0 ? 0 : 10 ** (-3 * rng.uniform()),
  );
  const drawn = bars(histogram({ ...axes, values }));
  assertEquals(drawn.reduce((sum, { count }) => sum + count, 0), 500);
  assertEquals(drawn.filter(({ high }) => high === 0).map(({ count }) => count), [20]);
  for (const { count, low, high } of drawn.filter(({ high }) => high > 0)) {
    // Titles round edges to three digits, so values beside them may belong to either bar.
    const within = (margin: number) =>
      values.filter((value) => value >= low * (1 - margin) && value < high * (1 + margin)).length;
    assert(within(-0.006) <= count && count <= within(0.006), `${count} from ${low} to ${high}`);
  }
});

Deno.test("histogram() makes bars as high as their counts, equally wide, and zeros the leftmost", () => {
  const values = [0, 0, 0, 0.001, 0.002, 0.002, 0.01, 0.05, 0.05, 0.05, 0.05, 0.3, 1];
  const drawn = bars(histogram({ ...axes, values }));
  const [{ count, height }] = drawn;
  for (const bar of drawn) assertAlmostEquals(bar.height / bar.count, height / count, 0.2);
  const [zeros, ...others] = drawn.toSorted((a, b) => a.left - b.left);
  assertEquals([zeros.high, zeros.count], [0, 3]);
  for (const bar of others) assertAlmostEquals(bar.width, others[0].width, 0.25);
  assertEquals(others.map(({ count }) => count), [1, 2, 1, 4, 1, 1]);
});

Deno.test("histogram() cuts a bar of zeros that would flatten the others, and still names its count", () => {
  const values = new Float32Array(5000);
  values.set([0.001, 0.01, 0.01, 0.01, 0.01, 0.1, 0.5], 10);
  const svg = histogram({ ...axes, values });
  const [zeros, ...others] = bars(svg).toSorted((a, b) => a.left - b.left);
  assertEquals(zeros.count, 4993);
  assert(svg.includes(">4,993<"));
  const fullest = others.find(({ count }) => count === 4)!;
  assert(fullest.height > 0.7 * zeros.height && fullest.height < zeros.height);
});

Deno.test("histogram() counts a value on an edge once, and the greatest one in the last bar", () => {
  for (const values of [[0.001, 0.01, 0.1, 1], [1], [0.5, 0.5], [1e-7, 1], [0.125, 0.25, 0.5]]) {
    const drawn = bars(histogram({ ...axes, values: new Float32Array(values) }));
    assertEquals(drawn.reduce((sum, { count }) => sum + count, 0), values.length);
  }
});

Deno.test("histogram() is well-formed with no values, with zeros alone, and without zeros", () => {
  for (const values of [[], [0, 0], [0.2, 0.4]]) {
    const svg = histogram({ ...axes, values, zeroLabel: "<never>" });
    assert(!/NaN|Infinity|undefined|<never>/.test(svg), svg);
    assertEquals(svg.includes("&lt;never&gt;"), values.includes(0));
  }
});

Deno.test("histogram() refuses values that have no place on its axis", () => {
  for (const value of [-0.1, NaN, Infinity]) {
    assertThrows(
      () => histogram({ ...axes, values: [0.5, value] }),
      RangeError,
      `Cannot draw value 1 in a histogram: it is ${value}`,
    );
  }
});
