import * as tf from "@tensorflow/tfjs";

/** Runs a function that returns no tensors, and frees those that it made. */
export function inScope<T>(run: () => T): T {
  const engine = tf.engine();
  engine.startScope();
  try {
    return run();
  } finally {
    engine.endScope();
  }
}
