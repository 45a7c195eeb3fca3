import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertThrows } from "@std/assert";
import { denoiseGaussian } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { loadRoutines, values } from "../load_routines.ts";
import {
  denoiseGaussian as plain,
  denoiseGaussianGradient as plainGradient,
} from "../plain/elementwise/denoise_gaussian.ts";
import { assertClose, tensor } from "../tensors.ts";

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`Gaussian denoising in the ${build} build equals its plain twins`, async () => {
    const { routines, put, get, reserve } = await loadRoutines(build);
    for (const [rows, columns] of [[1, 1], [2, 4], [5, 3], [7, 21], [30, 16]]) {
      const count = rows * columns, a = values(10 * columns, 1).map((value) => 2 * value);
      const z = values(count, 2), u = values(count, 3), dy = values(count, 4);
      const [y, dz, du] = [1, 2, 3].map(() => reserve(count * 4)), da = reserve(columns * 40);
      const at = { z: put(z), u: put(u, 4), a: put(a, 8) };
      routines.denoiseGaussian(at.z, at.u, at.a, rows, columns, y);
      assertNear(get(y, count), plain({ z, u, a }, columns));
      routines.denoiseGaussianGradient(put(dy, 4), at.z, at.u, at.a, rows, columns, dz, du, da);
      const expected = plainGradient({ dy, z, u, a }, columns);
      assertNear(get(dz, count), expected.dz);
      assertNear(get(du, count), expected.du);
      assertNear(get(da, 10 * columns), expected.da);
    }
  });
}

function assertNear(actual: Float32Array, expected: Float64Array): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  actual.forEach((value, i) => assertAlmostEquals(value, expected[i], 2e-6 * largest));
}

Deno.test("Gaussian denoising is the chain of tfjs, and so are its gradients", () => {
  tf.tidy(() => {
    const [z, u, dy] = [1, 2, 3].map((seed) => tensor([6, 9], seed));
    const a = Array.from({ length: 10 }, (_, k) => tensor([9], 10 + k));
    const chain = ([z, u, ...a]: tf.Tensor[]) => {
      const curve = ([a1, a2, a3, a4, a5]: tf.Tensor[]) =>
        tf.add(
          tf.mul(a1, tf.sigmoid(tf.add(tf.mul(u, a2), a3))),
          tf.add(tf.mul(u, a4), a5),
        );
      const mean = curve(a), share = curve(a.slice(5));
      return tf.add(tf.mul(tf.sub(z, mean), share), mean);
    };
    const ours = (...all: tf.Tensor[]) =>
      denoiseGaussian({ z: all[0], u: all[1], a: all.slice(2) });
    const stock = (...all: tf.Tensor[]) => chain(all), inputs = [z, u, ...a];
    assertClose(ours(...inputs), stock(...inputs), 1e-6);
    const expected = tf.grads(stock)(inputs, dy);
    tf.grads(ours)(inputs, dy).forEach((gradient, i) => assertClose(gradient, expected[i], 1e-5));
  });
});

Deno.test("Gaussian denoising refuses other shapes and types", () => {
  const z = tf.ones([2, 3]), a = Array.from({ length: 10 }, () => tf.ones([3]));
  const denoise = (changed: Partial<Parameters<typeof denoiseGaussian>[0]>) => () =>
    denoiseGaussian({ z, u: z, a, ...changed });
  assertThrows(denoise({ u: tf.ones([2, 4]) }), RangeError, "z has shape [2, 3] and u [2, 4]");
  assertThrows(
    denoise({ a: a.slice(1) }),
    RangeError,
    "with 9 parameters: expected two axes and 10",
  );
  assertThrows(
    denoise({ a: [tf.ones([2]), ...a.slice(1)] }),
    RangeError,
    "Cannot denoise 3 columns with a parameter of shape [2]",
  );
  assertThrows(denoise({ u: tf.ones([2, 3], "int32") }), TypeError, "u is of type int32");
});
