import type { PlainLoss } from "./squared_error.ts";

/**
 * The plain twin of `asm/learning/sigmoid_cross_entropy.ts`: Σ max(x, 0) − x t + ln(1 + e^−|x|) and
 * scale (sigmoid(x) − t), in double precision.
 */
export function sigmoidCrossEntropy(
  { logits, target }: { logits: Float32Array; target: Float32Array },
  scale: number,
): PlainLoss {
  let sum = 0;
  const gradient = Float32Array.from(logits, (x, i) => {
    sum += Math.max(x, 0) - x * target[i] + Math.log1p(Math.exp(-Math.abs(x)));
    return scale * (1 / (1 + Math.exp(-x)) - target[i]);
  });
  return { sum, gradient };
}
