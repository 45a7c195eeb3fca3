import * as tf from "@tensorflow/tfjs";
import { heapBytes } from "../../src/kernels/mod.ts";

/**
 * The memory that a training holds, after its warm-up and many steps later: equal where it is flat.
 */
export interface TrainingMemory {
  readonly name: string;
  readonly steps: number;
  readonly heapBytesAfterWarmUp: number;
  readonly heapBytes: number;
  readonly residentBytes: number;
  readonly tensorsAfterWarmUp: number;
  readonly tensors: number;
}

/** Runs a step often enough to show whether its memory stays as it is. */
export function measureMemory(name: string, step: () => void): TrainingMemory {
  const steps = 30;
  for (let i = 0; i < 5; i++) step();
  const heapBytesAfterWarmUp = heapBytes(), tensorsAfterWarmUp = tf.memory().numTensors;
  for (let i = 0; i < steps; i++) step();
  return {
    name,
    steps,
    heapBytesAfterWarmUp,
    heapBytes: heapBytes(),
    residentBytes: Deno.memoryUsage().rss,
    tensorsAfterWarmUp,
    tensors: tf.memory().numTensors,
  };
}
