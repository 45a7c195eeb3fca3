import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { corruptionOf, type CorruptionSpec } from "../../corruptions/mod.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import type { Plan } from "../../model/mod.ts";

/** The corruption of a model's inputs; undefined where it sees them clean. */
export function inputCorruption({ encoder: [first] }: Plan): CorruptionSpec | undefined {
  return first.traits.noise;
}

const BATCH_SIZE = 500;

/** Examples damaged as while training, the same way for the same seed; needs the backend. */
export function corruptExamples(
  examples: Examples,
  { noise, seed }: { noise: CorruptionSpec; seed: number },
): Examples {
  const streams = createRng(seed).fork("corrupted test");
  const values = new Float32Array(examples.count * sizeOf(examples.shape));
  for (const { from, count, shape, values: clean } of consecutiveBatches(examples, BATCH_SIZE)) {
    const damaged = tf.tidy(() =>
      corruptionOf(noise).apply(
        noise,
        tf.tensor(clean, [...shape]),
        (example) => streams.fork(from + example),
      )
    );
    values.set(damaged.dataSync(), from * (clean.length / count));
    damaged.dispose();
  }
  return { ...examples, values };
}
