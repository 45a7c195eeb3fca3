import { assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { inScope } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";

Deno.test("inScope returns numbers and frees the tensors that were made, also where it throws", () => {
  const before = tf.memory().numTensors;
  assertEquals(
    inScope(() => tf.add(tf.tensor1d([1, 2]), 1).dataSync()),
    Float32Array.of(2, 3),
  );
  assertThrows(() =>
    inScope(() => {
      tf.zeros([4]);
      throw new RangeError("no");
    })
  );
  assertEquals(tf.memory().numTensors, before);
});
