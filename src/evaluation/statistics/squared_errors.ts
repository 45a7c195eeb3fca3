/** The squared errors of some examples. */
export interface SquaredErrors {
  /** (x̂ − x)² of each value [B, D]. */
  readonly values: Float64Array;
  /** Their sum over each example [B]: Infinity where a reconstruction is not finite. */
  readonly sums: Float64Array;
}

/** The squared errors of reconstructions x̂ of examples x, both [B, D] of D = `size` values. */
export function squaredErrors(
  x: Float32Array,
  reconstruction: Float32Array,
  { size }: { size: number },
): SquaredErrors {
  const values = new Float64Array(x.length), sums = new Float64Array(x.length / size);
  for (let i = 0; i < x.length; i++) {
    const square = (reconstruction[i] - x[i]) ** 2;
    // No number is farther off than none at all.
    values[i] = Number.isNaN(square) ? Infinity : square;
    sums[Math.floor(i / size)] += values[i];
  }
  return { values, sums };
}
