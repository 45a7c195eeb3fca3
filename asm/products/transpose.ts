import { transpose as transposeBlock } from "./pack";

/** Rows, and columns, of a block, whose lines of either matrix stay in the first-level cache. */
const BLOCK: usize = 32;

/** y [columns, rows]: the transpose of x [rows, columns]. */
export function transpose(x: usize, rows: usize, columns: usize, y: usize): void {
  for (let row: usize = 0; row < rows; row += BLOCK) {
    const lines = min(BLOCK, rows - row);
    for (let column: usize = 0; column < columns; column += BLOCK) {
      transposeBlock(
        x + (row * columns + column) * 4,
        columns * 4,
        lines,
        min(BLOCK, columns - column),
        y + (column * rows + row) * 4,
        rows * 4,
      );
    }
  }
}
