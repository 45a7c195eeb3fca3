import { assertAlmostEquals, assertEquals } from "@std/assert";
import { resample } from "../../../src/web/input/resample.ts";
import { createRng } from "../../../src/core/rng.ts";

function ramp(height: number, width: number): Float32Array {
  return Float32Array.from(
    { length: height * width },
    (_, i) => 2 * (i % width) - 3 * Math.floor(i / width) + 1,
  );
}

Deno.test("averaging over areas keeps the integral of an image, at sizes that do not divide", () => {
  const rng = createRng(1);
  const values = Float32Array.from({ length: 17 * 23 * 2 }, () => rng.uniform());
  const scale = 7 / 23;
  const field = resample({ height: 17, width: 23, values }, {
    placement: { scale, left: 0.3, top: 1.1 },
    height: 8,
    width: 9,
  });
  for (const plane of [0, 1]) {
    const sum = (list: Float32Array) =>
      list.reduce((total, value, i) => i % 2 === plane ? total + value : total, 0);
    assertAlmostEquals(sum(field), sum(values) * scale ** 2, 1e-4);
  }
});

Deno.test("averaging over areas of whole pixels gives their means", () => {
  const field = resample({ height: 4, width: 6, values: ramp(4, 6) }, {
    placement: { scale: 0.5, left: 0, top: 0 },
    height: 2,
    width: 3,
  });
  assertEquals([...field], [0.5, 4.5, 8.5, -5.5, -1.5, 2.5]);
});

Deno.test("enlarging a plane gives the plane between the centres of its pixels", () => {
  const field = resample({ height: 5, width: 4, values: ramp(5, 4) }, {
    placement: { scale: 3, left: 0, top: 0 },
    height: 15,
    width: 12,
  });
  for (let y = 2; y < 13; y++) {
    for (let x = 2; x < 10; x++) {
      const expected = 2 * ((x + 0.5) / 3 - 0.5) - 3 * ((y + 0.5) / 3 - 0.5) + 1;
      assertAlmostEquals(field[y * 12 + x], expected, 1e-5);
    }
  }
});

Deno.test("an image at its own size and place stays as it is", () => {
  const placement = { scale: 1, left: 0, top: 0 };
  const values = ramp(3, 4);
  assertEquals(
    resample({ height: 3, width: 4, values }, { placement, height: 3, width: 4 }),
    values,
  );
});

Deno.test("pixels that an image covers in part hold that part, grown or shrunk", () => {
  const ones = { height: 2, width: 2, values: new Float32Array(4).fill(1) };
  const grown = resample(ones, {
    placement: { scale: 1.25, left: 0.75, top: 0 },
    height: 2,
    width: 4,
  });
  grown.subarray(0, 4).forEach((value, i) =>
    assertAlmostEquals(value, [0.25, 1, 1, 0.25][i], 1e-6)
  );
  const shrunk = resample(ones, {
    placement: { scale: 0.75, left: 0.5, top: 0 },
    height: 1,
    width: 3,
  });
  shrunk.forEach((value, i) => assertAlmostEquals(value, [0.5, 1, 0][i], 1e-6));
});
