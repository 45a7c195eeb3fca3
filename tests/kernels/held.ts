import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { heapBytes } from "../../src/kernels/mod.ts";

/** Asserts that a step, once it has run twice, holds no more tensors and no more memory after others. */
export function assertHolds(step: () => void, times = 10): void {
  step();
  step();
  const before = held();
  for (let i = 0; i < times; i++) step();
  assertEquals(held(), before);
}

function held(): number[] {
  const { numTensors, numBytes } = tf.memory();
  return [numTensors, numBytes, tf.backend().numDataIds(), heapBytes()];
}
