import { biasAndClamp } from "./bias_and_clamp";
import { rowTimesMatrix, rowTimesTransposed } from "./gemv";
import { packColumns, packRows } from "./pack";
import { tile, TILE_COLUMNS, TILE_ROWS } from "./tile";

/** Rows of A that are packed at once: a block of A stays in the second-level cache. */
const BLOCK_ROWS: usize = 100;
/** Columns of B that are packed at once. */
const BLOCK_COLUMNS: usize = 1024;
/** Depth of both blocks: a panel of A and one of B stay in the first-level cache. */
const BLOCK_DEPTH: usize = 256;
/** Up to this many rows are too little work for each value of B to pay for packing it. */
const FEW_ROWS: usize = 3;

/** Bytes of scratch memory that `gemm` needs, whatever its sizes. */
export function gemmScratch(): usize {
  return (BLOCK_ROWS + BLOCK_COLUMNS) * BLOCK_DEPTH * 4 + TILE_ROWS * TILE_COLUMNS * 4;
}

/**
 * C = clamp(A B + bias), with A [rows, depth] and B [depth, columns], or their transposes where the
 * flags say so, and bias [columns] or a null pointer.
 *
 * Packing both operands into panels makes every transposition run at the same speed (Goto and van
 * de Geijn, "Anatomy of high-performance matrix multiplication", 2008).
 */
export function gemm(
  a: usize,
  b: usize,
  rows: usize,
  columns: usize,
  depth: usize,
  transposeA: bool,
  transposeB: bool,
  bias: usize,
  lowest: f32,
  highest: f32,
  scratch: usize,
  c: usize,
): void {
  const bounded = lowest > -Infinity || highest < Infinity;
  const packedA = scratch;
  const packedB = packedA + BLOCK_ROWS * BLOCK_DEPTH * 4;
  const edge = packedB + BLOCK_COLUMNS * BLOCK_DEPTH * 4;
  const strideA = (transposeA ? rows : depth) * 4;
  const strideB = (transposeB ? depth : columns) * 4;
  const strideC = columns * 4;
  const single = rows == 1 || columns == 1;
  if (depth == 0 || single || (rows <= FEW_ROWS && !transposeA)) {
    if (depth == 0) memory.fill(c, 0, rows * strideC);
    // A product with a single column is the transpose of one with a single row.
    else if (columns == 1) multiplyRow(b, a, rows, depth, !transposeA, c);
    else {
      for (let row: usize = 0; row < rows; row++) {
        multiplyRow(a + row * depth * 4, b, columns, depth, transposeB, c + row * strideC);
      }
    }
    if (bias || bounded) biasAndClamp(c, strideC, rows, columns, bias, lowest, highest);
    return;
  }
  // Blocks of even depth: 784 is cut into 4 × 196, not 3 × 256 + 16.
  const cuts = (depth + BLOCK_DEPTH - 1) / BLOCK_DEPTH;
  const even = (depth + cuts - 1) / cuts;
  for (let column: usize = 0; column < columns; column += BLOCK_COLUMNS) {
    const width = min(BLOCK_COLUMNS, columns - column);
    for (let p: usize = 0; p < depth; p += even) {
      const deep = min(even, depth - p);
      packBlock(
        transposeB ? b + column * strideB + p * 4 : b + p * strideB + column * 4,
        strideB,
        width,
        deep,
        transposeB,
        TILE_COLUMNS,
        packedB,
      );
      for (let row: usize = 0; row < rows; row += BLOCK_ROWS) {
        const height = min(BLOCK_ROWS, rows - row);
        packBlock(
          transposeA ? a + p * strideA + row * 4 : a + row * strideA + p * 4,
          strideA,
          height,
          deep,
          !transposeA,
          TILE_ROWS,
          packedA,
        );
        const out = c + row * strideC + column * 4;
        multiplyBlocks(
          packedA,
          packedB,
          height,
          width,
          deep,
          p != 0,
          edge,
          out,
          strideC,
        );
        if ((bias || bounded) && p + deep == depth) {
          const biases = bias ? bias + column * 4 : 0;
          biasAndClamp(out, strideC, height, width, biases, lowest, highest);
        }
      }
    }
  }
}

function multiplyRow(
  a: usize,
  b: usize,
  columns: usize,
  depth: usize,
  transposeB: bool,
  c: usize,
): void {
  if (transposeB) rowTimesTransposed(a, b, columns, depth, c);
  else rowTimesMatrix(a, b, columns, depth, c);
}

/** Packs a block of `lines` rows or columns into panels of `width` lines. */
function packBlock(
  source: usize,
  stride: usize,
  lines: usize,
  depth: usize,
  alongRows: bool,
  width: usize,
  packed: usize,
): void {
  for (let line: usize = 0; line < lines; line += width) {
    const there = min(width, lines - line);
    if (alongRows) packRows(source + line * stride, stride, there, depth, packed, width);
    else packColumns(source + line * 4, stride, there, depth, packed, width);
    packed += width * depth * 4;
  }
}

/** The product of a packed block of A and a packed block of B, tile by tile. */
function multiplyBlocks(
  packedA: usize,
  packedB: usize,
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
    let panelA = packedA;
    for (let row: usize = 0; row < rows; row += TILE_ROWS) {
      const height = min(TILE_ROWS, rows - row);
      const out = c + row * stride + column * 4;
      if (width == TILE_COLUMNS && height == TILE_ROWS) {
        tile(panelA, packedB, depth, out, stride, accumulate);
      } else {
        tile(panelA, packedB, depth, edge, TILE_COLUMNS * 4, false);
        copyEdge(edge, height, width, accumulate, out, stride);
      }
      panelA += TILE_ROWS * depth * 4;
    }
    packedB += TILE_COLUMNS * depth * 4;
  }
}

/** Writes or adds the part of a tile that lies inside C. */
function copyEdge(
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
