import { biasAndClamp } from "./bias_and_clamp";
import { multiplyBlocks } from "./multiply_blocks";
import { multiplyRows } from "./multiply_row";
import { packBlock } from "./pack";
import { TILE_COLUMNS, TILE_ROWS } from "./tile";

/** Rows of A that are packed at once: a block of A stays in the second-level cache. */
const BLOCK_ROWS: usize = 100;
/** Columns of B that are packed at once. */
const BLOCK_COLUMNS: usize = 1024;
/** Depth of both blocks: a panel of A and one of B stay in the first-level cache. */
const BLOCK_DEPTH: usize = 256;
/** Up to this many rows are multiplied one by one, without packing anything. */
const FEW_ROWS: usize = 3;
/** Up to this many rows are too little work for each value of B to pay for packing it. */
const SOME_ROWS: usize = 20;

/** Bytes of scratch memory that `gemm` needs, whatever its sizes. */
export function gemmScratch(): usize {
  return (BLOCK_ROWS + BLOCK_COLUMNS) * BLOCK_DEPTH * 4 + TILE_ROWS * TILE_COLUMNS * 4;
}

/** The depth of blocks that are alike: 784 is cut into 4 × 196, not 3 × 256 + 16. */
export function evenDepth(depth: usize): usize {
  const cuts = max<usize>(1, (depth + BLOCK_DEPTH - 1) / BLOCK_DEPTH);
  return (depth + cuts - 1) / cuts;
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
  const strideC = columns * 4;
  if (isRowByRow(rows, columns, depth, transposeA)) {
    multiplyRows(a, b, rows, columns, depth, transposeA, transposeB, c);
    biasAndClamp(c, strideC, rows, columns, bias, lowest, highest);
    return;
  }
  const strideA = (transposeA ? rows : depth) * 4, strideB = (transposeB ? depth : columns) * 4;
  gemmPart(
    a,
    strideA,
    b,
    strideB,
    rows,
    columns,
    depth,
    transposeA,
    transposeB,
    bias,
    lowest,
    highest,
    scratch,
    c,
    strideC,
  );
}

/** True for products of so few rows, columns or depth that `gemm` packs nothing. */
export function isRowByRow(rows: usize, columns: usize, depth: usize, transposeA: bool): bool {
  return depth == 0 || rows == 1 || columns == 1 || (rows <= FEW_ROWS && !transposeA);
}

/**
 * Some rows and columns of a product that `isRowByRow` says no of, as `gemm` has it: A, B and C are where
 * those of the part begin, and the rows of each, as it lies, are so many bytes apart. No value of it depends
 * on how the product is cut.
 */
export function gemmPart(
  a: usize,
  strideA: usize,
  b: usize,
  strideB: usize,
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
  strideC: usize,
): void {
  const packedA = scratch, packedB = packedA + BLOCK_ROWS * BLOCK_DEPTH * 4;
  const edge = packedB + BLOCK_COLUMNS * BLOCK_DEPTH * 4;
  const inPlace = rows <= SOME_ROWS && !transposeB;
  const even = evenDepth(depth);
  for (let column: usize = 0; column < columns; column += BLOCK_COLUMNS) {
    const width = min(BLOCK_COLUMNS, columns - column);
    for (let p: usize = 0; p < depth; p += even) {
      const deep = min(even, depth - p);
      const blockB = transposeB ? b + column * strideB + p * 4 : b + p * strideB + column * 4;
      // Tiles read whole panels of B where they lie; what is left of the last one is packed.
      const inOrder = inPlace ? width - width % TILE_COLUMNS : 0;
      packBlock(
        blockB + inOrder * (transposeB ? strideB : 4),
        strideB,
        width - inOrder,
        deep,
        transposeB,
        TILE_COLUMNS,
        packedB + inOrder * deep * 4,
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
          inPlace ? blockB : packedB,
          inPlace ? strideB : TILE_COLUMNS * 4,
          inPlace ? TILE_COLUMNS * 4 : TILE_COLUMNS * 4 * deep,
          packedB + (width - width % TILE_COLUMNS) * deep * 4,
          height,
          width,
          deep,
          p != 0,
          edge,
          out,
          strideC,
        );
        if (p + deep == depth) {
          const biases = bias ? bias + column * 4 : 0;
          biasAndClamp(out, strideC, height, width, biases, lowest, highest);
        }
      }
    }
  }
}
