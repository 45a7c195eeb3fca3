import * as tf from "@tensorflow/tfjs";
import type { Shape } from "../../core/shape.ts";
import { allocate, routines } from "../heap/heap.ts";
import { type Streams, writeStreams } from "./streams.ts";

/** The options of a mask. */
export interface MaskOptions {
  /** The probability of a zero, in [0, 1). */
  readonly rate: number;
  readonly streams: Streams;
}

/**
 * A mask of mean 1: 0 with probability `rate`, otherwise 1 / (1 − rate).
 *
 * A value is 0 where `Rng.uniform()` of its stream gives less than `rate`. Throws a RangeError for a
 * rate outside [0, 1).
 */
export function bernoulliMask(shape: Shape, { rate, streams }: MaskOptions): tf.Tensor {
  if (!(rate >= 0 && rate < 1)) {
    throw new RangeError(`Cannot draw a mask of rate ${rate}: expected 0 or more and less than 1`);
  }
  const info = allocate(shape);
  const mask = tf.engine().makeTensorFromTensorInfo(info);
  // Uniform numbers are multiples of 2⁻²⁴: one is below the rate where its multiple is below this.
  const threshold = Math.ceil(rate * 2 ** 24), value = 1 / (1 - rate);
  writeStreams(info, { streams }, ({ key0, key1, first, count, scratch, out }) => {
    routines().bernoulli(key0, key1, first, count, threshold, value, scratch, out);
  });
  return mask;
}
