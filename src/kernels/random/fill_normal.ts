import type { Tensor } from "@tensorflow/tfjs";
import { checkOwners, checkTensors } from "../heap/check_tensors.ts";
import { routines } from "../heap/heap.ts";
import { type StreamOptions, type Streams, writeStreams } from "./streams.ts";

/**
 * Overwrites a tensor with draws from the normal distribution of mean 0 and standard deviation 1.
 *
 * They are the same bits in both builds and on every machine, but not those of `Rng.normal()`, which
 * computes in double precision: a stream has its own normal numbers here. None is farther than 6.67
 * from 0. (Box and Muller, "A note on the generation of random normal deviates", 1958.)
 *
 * Throws a TypeError for another type than float32, an Error where the tensor shares its memory,
 * and a RangeError for a counter that is not a whole number from zero up.
 */
export function fillNormal(x: Tensor, streams: Streams, options: StreamOptions = {}): void {
  checkTensors("fill with normal numbers", { x });
  checkOwners("fill with normal numbers", { x });
  writeStreams(x, { ...options, streams }, ({ key0, key1, first, count, scratch, out }) => {
    routines().normal(key0, key1, first, count, scratch, out);
  });
}
