import * as tf from "@tensorflow/tfjs";
import type { Shape } from "../../core/shape.ts";
import { bernoulliMask } from "./bernoulli_mask.ts";
import type { Streams } from "./streams.ts";

/** A tensor of −1 and 1, each with probability 1/2 (Rademacher): −1 where a stream gives less than 1/2. */
export function randomSigns(shape: Shape, streams: Streams): tf.Tensor {
  return tf.tidy(() => tf.sub(bernoulliMask(shape, { rate: 0.5, streams }), 1));
}
