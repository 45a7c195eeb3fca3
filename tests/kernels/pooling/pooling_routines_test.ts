import { assert, assertEquals } from "@std/assert";
import {
  averagePoolGradient,
  maxPool,
  maxPoolGradient,
  maxUnpool,
  maxUnpoolGradient,
} from "../plain/windows/pooling.ts";
import { upSample, upSampleGradient } from "../plain/windows/up_sample.ts";
import type { PoolShape } from "../../../src/kernels/pooling/pool_shape.ts";
import { type LoadedRoutines, loadRoutines, values } from "../load_routines.ts";
import { poolShapes } from "./pool_shapes.ts";

/** The values that images may be made of: all but the first have ties. */
const fillings: Readonly<Record<string, (value: number, i: number) => number>> = {
  "any": (value) => value,
  "few": (value) => Math.round(value * 2),
  "equal": () => -0.5,
  "zero": (value) => value > 0 ? 0 : -0,
  "infinite": (value) => value > 0.5 ? Infinity : value < -0.3 ? -Infinity : value,
  "NaN": (value, i) => i % 7 === 0 ? NaN : value,
  "mostly NaN": (value, i) => i % 3 === 0 ? value : NaN,
};

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`maxPool and its gradient in the ${build} build equal their plain twins`, async () => {
    const loaded = await loadRoutines(build), { routines, put, putWindows, reserve, get } = loaded;
    for (const shape of poolShapes) {
      const { images, outputs } = countsOf(shape), dy = values(outputs, 2);
      const scratch = reserve(2 * shape.outWidth * shape.channels * 4);
      for (const [name, fill] of Object.entries(fillings)) {
        const x = values(images, 1).map(fill);
        const dx = put(new Float32Array(images).fill(NaN));
        assertEquals(compiledMaxPool(loaded, x, shape), maxPool(x, shape), name);
        const windows = putWindows(shape);
        routines.maxPoolGradient(windows, put(dy), put(x, 4), shape.batch, scratch, dx);
        assertEquals(get(dx, images), maxPoolGradient({ dy, x }, shape), name);
      }
    }
  });

  Deno.test(`maxPoolValues in the ${build} build gives the values of maxPool to the bit`, async () => {
    const { routines, put, putWindows, reserve, getIntegers } = await loadRoutines(build);
    for (const shape of poolShapes) {
      const { images, outputs } = countsOf(shape), out = reserve(outputs * 4);
      const scratch = reserve(shape.outWidth * shape.channels * 4);
      for (const [name, fill] of Object.entries(fillings)) {
        const x = values(images, 1).map(fill);
        routines.maxPoolValues(putWindows(shape), put(x, 4), shape.batch, scratch, out);
        const expected = new Int32Array(maxPool(x, shape).values.buffer);
        assertEquals(getIntegers(out, outputs), expected, name);
      }
    }
  });

  Deno.test(`maxUnpool and its gradient in the ${build} build equal their plain twins`, async () => {
    const { routines, put, putWindows, reserve, get } = await loadRoutines(build);
    for (const shape of poolShapes) {
      const { images, outputs } = countsOf(shape), { batch } = shape, windows = putWindows(shape);
      const { switches } = maxPool(values(images, 1), shape), y = values(outputs, 2);
      // What lies there before must not matter.
      const x = put(new Float32Array(images).fill(NaN)), atSwitches = put(switches, 4);
      assertEquals(routines.maxUnpool(windows, put(y, 8), atSwitches, batch, x), -1);
      assertEquals(get(x, images), maxUnpool({ values: y, switches }, shape));
      const dx = values(images, 3), dy = reserve(outputs * 4);
      routines.maxUnpoolGradient(windows, put(dx, 4), atSwitches, batch, dy);
      assertEquals(get(dy, outputs), maxUnpoolGradient({ dx, switches }, shape));
    }
  });

  Deno.test(`maxUnpool in the ${build} build stops at a switch that names no place, and writes nothing outside`, async () => {
    const { routines, put, putWindows, get } = await loadRoutines(build);
    for (const shape of poolShapes.filter(({ batch }) => batch > 0)) {
      const { images, outputs } = countsOf(shape), { batch } = shape, windows = putWindows(shape);
      const { switches } = maxPool(values(images, 1), shape), y = put(values(outputs, 2));
      const bad = [shape.sizeHeight * shape.sizeWidth, -1, 2 ** 31 - 1, -(2 ** 31)];
      for (const i of [0, outputs >> 1, outputs - 1]) {
        for (const wrong of bad) {
          const at = put(new Float32Array(images + 64).fill(7)), x = at + 32 * 4;
          const atSwitches = put(Int32Array.from(switches).with(i, wrong));
          assertEquals(routines.maxUnpool(windows, y, atSwitches, batch, x), i);
          assert(get(at, 32).every((value) => value === 7));
          assert(get(x + images * 4, 32).every((value) => value === 7));
        }
      }
      const padded = placesInPadding(shape);
      for (const { i, position } of padded) {
        const atSwitches = put(Int32Array.from(switches).with(i, position));
        const x = put(new Float32Array(images));
        assertEquals(routines.maxUnpool(windows, y, atSwitches, batch, x), i);
      }
    }
  });

  Deno.test(`averagePoolGradient in the ${build} build equals its plain twin`, async () => {
    const { routines, put, putWindows, get } = await loadRoutines(build);
    for (const shape of poolShapes) {
      const { images, outputs } = countsOf(shape), dy = values(outputs, 1);
      const dx = put(new Float32Array(images).fill(NaN));
      routines.averagePoolGradient(putWindows(shape), put(dy, 4), shape.batch, dx);
      assertEquals(get(dx, images), averagePoolGradient(dy, shape));
    }
  });

  Deno.test(`upSample and its gradient in the ${build} build equal their plain twins`, async () => {
    const { routines, put, reserve, get } = await loadRoutines(build);
    for (const channels of [1, 3, 4, 5, 8, 16]) {
      for (const [factorHeight, factorWidth] of [[2, 2], [1, 1], [3, 2], [1, 4], [2, 3]]) {
        for (const [rows, columns] of [[0, 3], [1, 1], [2, 4], [3, 5], [4, 11]]) {
          const sizes = { rows, columns, channels, factorHeight, factorWidth };
          const order = [rows, columns, channels, factorHeight, factorWidth] as const;
          const count = rows * columns * channels, outputs = count * factorHeight * factorWidth;
          const x = values(count, 1), y = reserve(outputs * 4);
          routines.upSample(put(x, 4), ...order, y);
          assertEquals(get(y, outputs), upSample(x, sizes));
          const dy = values(outputs, 2), dx = reserve(count * 4);
          routines.upSampleGradient(put(dy, 4), ...order, dx);
          assertEquals(get(dx, count), upSampleGradient(dy, sizes));
        }
      }
    }
  });
}

function compiledMaxPool(
  { routines, put, putWindows, reserve, get, getIntegers }: LoadedRoutines,
  x: Float32Array,
  shape: PoolShape,
) {
  const { outputs } = countsOf(shape);
  const out = reserve(outputs * 4), switches = reserve(outputs * 4);
  routines.maxPool(putWindows(shape), put(x, 4), shape.batch, out, switches);
  return { values: get(out, outputs), switches: getIntegers(switches, outputs) };
}

function countsOf(shape: PoolShape) {
  const { batch, height, width, channels, outHeight, outWidth } = shape;
  return {
    images: batch * height * width * channels,
    outputs: batch * outHeight * outWidth * channels,
  };
}

/** For the first and the last window: a position that is in the padding, where there is one. */
function placesInPadding(shape: PoolShape): { i: number; position: number }[] {
  const { sizeHeight, sizeWidth, strideHeight, strideWidth, height, width } = shape;
  const bottom = (shape.outHeight - 1) * strideHeight - shape.top + sizeHeight - height;
  const right = (shape.outWidth - 1) * strideWidth - shape.left + sizeWidth - width;
  const found = [];
  if (shape.top > 0 || shape.left > 0) found.push({ i: 0, position: 0 });
  if (bottom > 0 || right > 0) {
    found.push({ i: countsOf(shape).outputs - 1, position: sizeHeight * sizeWidth - 1 });
  }
  return found;
}
