/** A prediction and a target of so many rows. */
export interface PlainRows {
  readonly prediction: Float32Array;
  readonly target: Float32Array;
  readonly rows: number;
}

/** The loss of each row, in double precision. */
export type PlainRowLoss = (prediction: readonly number[], target: readonly number[]) => number;

/** The plain twin of `squaredErrorRows`: the mean of (p − t)². */
export const squaredErrorRow: PlainRowLoss = (p, t) =>
  p.reduce((sum, value, i) => sum + (value - t[i]) ** 2, 0) / p.length;

/** The plain twin of `binaryCrossEntropyRows`, with p taken into [ε, 1 − ε]. */
export function binaryCrossEntropyRow(epsilon: number): PlainRowLoss {
  return (prediction, t) =>
    prediction.reduce((sum, value, i) => {
      const p = clamp(value, epsilon, 1 - epsilon);
      return sum - t[i] * Math.log(p) - (1 - t[i]) * Math.log1p(-p);
    }, 0) / prediction.length;
}

/** The plain twin of `classCrossEntropyRows`, with p taken into [least, most] first where that is given. */
export function classCrossEntropyRow(
  epsilon: number,
  [least, most]: readonly [number, number] = [-Infinity, Infinity],
): PlainRowLoss {
  return (prediction, t) => {
    const p = prediction.map((value) => clamp(value, least, most));
    const all = p.reduce((sum, value) => sum + value, 0);
    return p.reduce(
      (sum, value, i) => sum - t[i] * Math.log(clamp(value / all, epsilon, 1 - epsilon)),
      0,
    );
  };
}

/** The loss of every row. */
export function lossesOf({ prediction, target, rows }: PlainRows, loss: PlainRowLoss): number[] {
  const width = prediction.length / rows;
  return Array.from({ length: rows }, (_, row) => {
    const part = (values: Float32Array) => [...values.subarray(row * width, (row + 1) * width)];
    return loss(part(prediction), part(target));
  });
}

/** The gradient by a row of predictions, by central differences. */
export function rowDifferences(
  prediction: readonly number[],
  target: readonly number[],
  loss: PlainRowLoss,
): number[] {
  const h = 1e-6;
  return prediction.map((_, at) => {
    const moved = (by: number) =>
      loss(prediction.map((value, i) => i === at ? value + by : value), target);
    return (moved(h) - moved(-h)) / (2 * h);
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
