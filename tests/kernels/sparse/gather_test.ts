import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import "../../start_backend.ts";
import { values } from "../load_routines.ts";

const { indexToLoc, locToIndex, computeStrides, sizeFromShape } = tf.util;

/** A call: of what shape x and the indices are, along which axis, and how many axes are batches. */
interface Call {
  readonly shape: number[];
  readonly chosen: number[];
  readonly axis: number;
  readonly batchDims?: number;
  /** The axis and the number of batch axes, counted from the front, where that is not given. */
  readonly front?: { readonly axis: number; readonly batchDims: number };
}

const calls: readonly Call[] = [
  { shape: [5], chosen: [], axis: 0 },
  { shape: [5], chosen: [2, 3], axis: 0 },
  { shape: [3, 4], chosen: [], axis: 1 },
  { shape: [3, 4], chosen: [6], axis: -1, front: { axis: 1, batchDims: 0 } },
  { shape: [2, 3, 4], chosen: [2, 2], axis: 1 },
  { shape: [2, 3, 4], chosen: [5], axis: -3, front: { axis: 0, batchDims: 0 } },
  { shape: [3, 4], chosen: [3], axis: 1, batchDims: 1 },
  { shape: [2, 3, 4, 2], chosen: [2, 5], axis: 2, batchDims: 1 },
  { shape: [2, 3, 4, 2], chosen: [2, 3, 5], axis: 2, batchDims: 2 },
  { shape: [3, 4], chosen: [3, 2], axis: 1, batchDims: -1, front: { axis: 1, batchDims: 1 } },
  { shape: [2, 3, 4], chosen: [2, 5], axis: -1, batchDims: -1, front: { axis: 2, batchDims: 1 } },
  { shape: [3, 0], chosen: [2], axis: 0 },
  { shape: [0, 3], chosen: [0, 2], axis: 1, batchDims: 1 },
  { shape: [2, 3], chosen: [0, 4], axis: 1 },
];

Deno.test("tf.gather takes the values that indices name, along any axis and for each batch", () => {
  for (const call of calls) {
    tf.tidy(() => {
      const indices = indicesOf(call), count = sizeFromShape(call.shape);
      const floats = values(count, 1).map((value, i) => i % 5 === 0 ? NaN : value);
      for (const type of ["float32", "int32", "bool"] as const) {
        const own = type === "float32" ? floats : Array.from(floats, (_, i) => i * 5 % 7);
        const x = tf.tensor(
          type === "bool" ? Array.from(own, (v) => v > 3) : own,
          call.shape,
          type,
        );
        const taken = tf.gather(x, indices, call.axis, call.batchDims), places = placesOf(call);
        assertEquals(taken.shape, places.shape);
        assertEquals(taken.dtype, type);
        const all = x.dataSync();
        assertEquals(Array.from(taken.dataSync()), places.from.map((i) => all[i]));
      }
    });
  }
});

Deno.test("the gradient of tf.gather adds up what was taken more than once, from where it was", () => {
  for (const call of calls) {
    tf.tidy(() => {
      const { shape, from } = placesOf(call), indices = indicesOf(call);
      const dy = values(from.length, 2), sums = new Array(sizeFromShape(call.shape)).fill(0);
      from.forEach((place, i) => sums[place] += dy[i]);
      const slopes = tf.grad((x: tf.Tensor) => tf.gather(x, indices, call.axis, call.batchDims));
      const gradient = slopes(tf.zeros(call.shape), tf.tensor(dy, shape));
      assertEquals(gradient.shape, call.shape);
      gradient.dataSync().forEach((value, i) => assertAlmostEquals(value, sums[i], 1e-6));
    });
  }
});

Deno.test("a tensor that gathers of itself is gathered along the axis that it names", () => {
  tf.tidy(() => {
    const x = tf.tensor2d([[1, 2, 3], [4, 5, 6]]), ends = tf.range(0, 3, 2, "int32");
    assertEquals(x.gather(ends, 1).arraySync(), [[1, 3], [4, 6]]);
  });
});

Deno.test("an embedding trains", () => {
  const table = tf.variable(tf.tensor(values(12, 1), [4, 3]));
  const ids = tf.tensor1d([0, 2, 2], "int32"), target = tf.ones([3, 3]);
  const loss = () => tf.losses.meanSquaredError(target, tf.gather(table, ids)) as tf.Scalar;
  const optimizer = tf.train.sgd(1);
  const first = tf.tidy(() => loss().dataSync()[0]);
  for (let i = 0; i < 20; i++) optimizer.minimize(loss, false, [table]);
  const last = tf.tidy(() => loss().dataSync()[0]);
  assertEquals(last < first / 100, true);
  // What no example names stays as it was.
  assertEquals(tf.tidy(() => table.slice([3, 0], [1, 3]).dataSync()), values(12, 1).slice(9));
  tf.dispose([table, ids, target]);
  optimizer.dispose();
});

Deno.test("what tf.gather cannot take is refused in one sentence, and leaves no tensor behind", () => {
  const x = tf.ones([2, 3, 4]), ids = (shape: number[]) => tf.zeros(shape, "int32");
  const before = [tf.memory().numTensors, tf.backend().numDataIds()];
  const refused = (indices: tf.Tensor, axis: number, batchDims: number, sentence: string) => {
    const run = () => tf.gather(x, indices, axis, batchDims);
    assertThrows(run, RangeError, `Cannot run GatherV2: ${sentence}`);
    indices.dispose();
  };
  refused(ids([3, 2]), 2, 1, "x.shape[0]: 2 should be equal to indices.shape[0]: 3");
  refused(ids([2, 4, 2]), 2, 2, "x.shape[1]: 3 should be equal to indices.shape[1]: 4");
  refused(ids([2, 2]), 0, 1, "batchDims (1) must be less than or equal to axis (0)");
  refused(ids([2, 2]), 2, 3, "Expect batchDims in the range of [-2, 2], but got 3");
  refused(ids([2, 2]), 2, -3, "Expect batchDims in the range of [-2, 2], but got -3");
  refused(ids([2]), 3, 0, "All values in axis param must be in range [-3, 3) but got axis 3");
  for (const [axis, batchDims] of [[0, 0], [1, 0], [-1, 0], [1, 1], [2, -1]]) {
    const last = x.shape.at(axis)! - 1;
    for (const bad of [last + 1, -1]) {
      const indices = tf.tensor2d([[0, 0], [0, bad]], undefined, "int32");
      refused(indices, axis, batchDims, `the index value ${bad} is not in [0, ${last}]`);
    }
  }
  assertEquals([tf.memory().numTensors, tf.backend().numDataIds()], before);
  x.dispose();
});

Deno.test("tf.gather refuses other types, which come past the checks of tfjs in its kernel alone", () => {
  tf.tidy(() => {
    const run = (x: tf.Tensor, indices: tf.Tensor) => () =>
      tf.engine().runKernel(tf.GatherV2, { x, indices }, { axis: 0, batchDims: 0 });
    assertThrows(
      run(tf.ones([3]), tf.zeros([2])),
      TypeError,
      "Cannot run GatherV2: indices is of type float32, cast it to int32",
    );
    assertThrows(
      run(tf.tensor1d(["a", "b"]), tf.zeros([2], "int32")),
      TypeError,
      "Cannot run GatherV2: x is of type string, expected float32, int32 or bool",
    );
  });
});

/** Indices that name rows more than once and in no order. */
function indicesOf({ shape, chosen, axis }: Call): tf.Tensor {
  const length = shape.at(axis)!;
  const drawn = Array.from(
    values(sizeFromShape(chosen), 3),
    (v) => Math.floor((v + 1) / 2 * length),
  );
  return tf.tensor(drawn, chosen, "int32");
}

/** The shape of the output, and the place in x that each of its values is from. */
function placesOf(call: Call): { readonly shape: number[]; readonly from: number[] } {
  const { shape: ofX, chosen } = call, indices = indicesOf(call).dataSync();
  const { axis, batchDims } = call.front ?? { axis: call.axis, batchDims: call.batchDims ?? 0 };
  const shape = [...ofX.slice(0, axis), ...chosen.slice(batchDims), ...ofX.slice(axis + 1)];
  const from = Array.from({ length: sizeFromShape(shape) }, (_, i) => {
    const place = indexToLoc(i, shape.length, computeStrides(shape));
    const end = axis + chosen.length - batchDims;
    const named = [...place.slice(0, batchDims), ...place.slice(axis, end)];
    const index = indices[locToIndex(named, chosen.length, computeStrides(chosen))];
    const source = [...place.slice(0, axis), index, ...place.slice(end)];
    return locToIndex(source, ofX.length, computeStrides(ofX));
  });
  return { shape, from };
}
