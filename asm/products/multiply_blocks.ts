import { tile, TILE_COLUMNS, TILE_ROWS } from "./tile";

/**
 * The product of a packed block of A and a block of B, tile by tile, written to `c` or added to it.
 *
 * Panels of B are `nextB` bytes apart and their rows `strideB`; `lastB` is the packed panel that
 * holds what is left of the columns. `edge` is room for a tile that reaches past the end of `c`.
 */
export function multiplyBlocks(
  packedA: usize,
  b: usize,
  strideB: usize,
  nextB: usize,
  lastB: usize,
  rows: usize,
  columns: usize,
  depth: usize,
  accumulate: bool,
  edge: usize,
  c: usize,
  stride: usize,
): void {
  for (let column: usize = 0; column < columns; column += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, columns - column);
    if (width < TILE_COLUMNS) {
      b = lastB;
      strideB = TILE_COLUMNS * 4;
    }
    let panelA = packedA;
    for (let row: usize = 0; row < rows; row += TILE_ROWS) {
      const height = min(TILE_ROWS, rows - row);
      const out = c + row * stride + column * 4;
      if (width == TILE_COLUMNS && height == TILE_ROWS) {
        tile(panelA, b, strideB, depth, out, stride, accumulate);
      } else {
        tile(panelA, b, strideB, depth, edge, TILE_COLUMNS * 4, false);
        copyEdge(edge, height, width, accumulate, out, stride);
      }
      panelA += TILE_ROWS * depth * 4;
    }
    b += nextB;
  }
}

/** Writes or adds the part of a tile that lies inside C. */
export function copyEdge(
  edge: usize,
  rows: usize,
  columns: usize,
  accumulate: bool,
  c: usize,
  stride: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    for (let column: usize = 0; column < columns; column++) {
      const value = f32.load(edge + column * 4);
      const at = c + column * 4;
      f32.store(at, accumulate ? f32.load(at) + value : value);
    }
    edge += TILE_COLUMNS * 4;
    c += stride;
  }
}
