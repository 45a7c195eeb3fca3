/** A matrix, and whether it lies transposed. */
export interface PlainMatrix {
  readonly values: Float32Array;
  readonly isTransposed: boolean;
}

/**
 * The plain twin of `asm/boltzmann/multiply_states.ts`: bias + the rows of the table whose state is not 0,
 * in their order, each sum rounded to 32 bits.
 */
export function multiplyStates(
  states: PlainMatrix,
  table: PlainMatrix,
  { rows, depth, columns, bias }: {
    rows: number;
    depth: number;
    columns: number;
    bias?: Float32Array;
  },
): Float32Array<ArrayBuffer> {
  const at = ({ values, isTransposed }: PlainMatrix, [i, j]: number[], [m, n]: number[]) =>
    values[isTransposed ? j * m + i : i * n + j];
  return Float32Array.from({ length: rows * columns }, (_, place) => {
    const row = Math.floor(place / columns), column = place % columns;
    let sum = bias?.[column] ?? 0;
    for (let k = 0; k < depth; k++) {
      if (at(states, [row, k], [rows, depth]) === 0) continue;
      sum = Math.fround(sum + at(table, [k, column], [depth, columns]));
    }
    return sum;
  });
}
