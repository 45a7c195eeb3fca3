import * as tf from "@tensorflow/tfjs";

/**
 * Runs a function that returns no tensors, and frees those that it made; `tf.tidy` would look for tensors in
 * what it returns, number by number where that is an array, which takes longer than most products.
 */
export function inScope<T>(run: () => T): T {
  const engine = tf.engine();
  engine.startScope();
  try {
    return run();
  } finally {
    engine.endScope();
  }
}
