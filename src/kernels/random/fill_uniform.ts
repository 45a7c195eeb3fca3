import type { Tensor } from "@tensorflow/tfjs";
import { checkOwners, checkTensors } from "../heap/check_tensors.ts";
import { routines } from "../heap/heap.ts";
import { type StreamOptions, type Streams, writeStreams } from "./streams.ts";

/**
 * Overwrites a tensor with uniform numbers in [0, 1), the very ones that `Rng.uniform()` gives.
 *
 * Throws a TypeError for another type than float32, an Error where the tensor shares its memory,
 * and a RangeError for a counter that is not a whole number from zero up.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { createRng, fillUniform, readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const x = tf.zeros([2, 3]), rng = createRng(7);
 * fillUniform(x, (example) => rng.fork(example));
 * assert(x.dataSync().every((value) => value >= 0 && value < 1));
 * ```
 */
export function fillUniform(x: Tensor, streams: Streams, options: StreamOptions = {}): void {
  checkTensors("fill with uniform numbers", { x });
  checkOwners("fill with uniform numbers", { x });
  writeStreams(x, { ...options, streams }, ({ key0, key1, first, count, scratch, out }) => {
    routines().uniform(key0, key1, first, count, scratch, out);
  });
}
