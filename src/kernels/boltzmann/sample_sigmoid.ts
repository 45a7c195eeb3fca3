import * as tf from "@tensorflow/tfjs";
import { checkTensors } from "../heap/check_tensors.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";
import { type StreamOptions, type Streams, writeStreams } from "../random/streams.ts";

/** The draw of binary units. */
export interface SampleOptions extends StreamOptions {
  readonly streams: Streams;
  /** Multiplies the inputs first, as an inverse temperature does; 1 unless given. */
  readonly scale?: number;
}

/** The states of binary units, 0 or 1, and the probabilities that they were drawn with. */
export interface BinarySample {
  readonly states: tf.Tensor;
  readonly means: tf.Tensor;
}

/**
 * Draws binary units from their inputs x: means = σ(scale · x), and states 1 where `Rng.uniform()` of its
 * stream gives less than that, otherwise 0; both in one pass.
 *
 * Throws a TypeError for another type than float32, and a RangeError for a counter that is not a whole
 * number from zero up.
 */
export function sampleSigmoid(
  x: tf.Tensor,
  { streams, scale = 1, firstCounter = 0 }: SampleOptions,
): BinarySample {
  checkTensors("draw binary units", { x });
  const states = allocate(x.shape), means = allocate(x.shape);
  const offsets = { x: pointer(x) - pointer(states), means: pointer(means) - pointer(states) };
  writeStreams(states, { streams, firstCounter }, (run) => {
    const { key0, key1, first, count, scratch, out } = run;
    const from = out + offsets.x, to = out + offsets.means;
    routines().sampleSigmoid(from, scale, key0, key1, first, count, scratch, to, out);
  });
  const engine = tf.engine();
  return {
    states: engine.makeTensorFromTensorInfo(states),
    means: engine.makeTensorFromTensorInfo(means),
  };
}
