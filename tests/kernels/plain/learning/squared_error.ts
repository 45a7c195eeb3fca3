/** A loss over arrays: the sum over elements, and the scaled gradient of each. */
export interface PlainLoss {
  readonly sum: number;
  readonly gradient: Float32Array<ArrayBuffer>;
}

/** The plain twin of `asm/learning/squared_error.ts`: Σ (p − t)² and scale (p − t). */
export function squaredError(
  { prediction, target }: { prediction: Float32Array; target: Float32Array },
  scale: number,
): PlainLoss {
  let sum = 0;
  const gradient = Float32Array.from(prediction, (value, i) => {
    const difference = Math.fround(value - target[i]);
    sum += difference * difference;
    return difference * Math.fround(scale);
  });
  return { sum, gradient };
}
