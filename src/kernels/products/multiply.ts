import { routines, scratchPointer } from "../heap/heap.ts";
import { type Call, inScratch } from "../heap/threads/control.ts";
import { partsOfList, rangesOf } from "../heap/threads/ranges_of.ts";
import { shareWork } from "../heap/threads/share_work.ts";

/** A product C = clamp(A B + bias) of two matrices, by the places of its operands. */
export interface Product {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** 0 where there is none. */
  readonly bias: number;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly lowest: number;
  readonly highest: number;
}

/** Rows and columns by which a product is cut: those of a few tiles, so that packing them pays. */
const CUT_ROWS = 20, CUT_COLUMNS = 32;

/**
 * Multiplies matrices of one size, one after the other or side by side. A value of C comes from the same
 * operations in the same order however the work is cut.
 */
export function multiply(products: readonly Product[]): void {
  const [first] = products, { gemmScratch, sparseScratch } = routines();
  const scratchBytes = Math.max(gemmScratch(), sparseScratch(first.depth));
  shareWork({
    kind: "product",
    operations: first.rows * first.columns * first.depth * products.length,
    scratchBytes,
    alone() {
      const scratch = scratchPointer(scratchBytes);
      for (const product of products) multiplyAlone(product, scratch);
    },
    parts: (count) =>
      partsOfList(
        products.flatMap((product) => cut(product, Math.ceil(count / products.length))),
        count,
      ),
  });
}

function multiplyAlone(product: Product, scratch: number): void {
  const { a, b, c, bias, rows, columns, depth, transposeA, transposeB, lowest, highest } = product;
  const { gemm, isSparseProduct, multiplySparse } = routines();
  const sizes = [rows, columns, depth] as const, end = [bias, lowest, highest, scratch, c] as const;
  if (!transposeB && isSparseProduct(a, ...sizes)) {
    multiplySparse(a, strideOfA(product), b, ...sizes, transposeA, ...end);
  } else gemm(a, b, ...sizes, transposeA, transposeB, ...end);
}

/** Calls that together make a product, about so many. */
function cut(product: Product, cuts: number): Call[] {
  const { a, b, c, bias, rows, columns, depth, transposeA, transposeB, lowest, highest } = product;
  const { isRowByRow, isSparseProduct } = routines(), scratch = inScratch(0);
  const flagA = Number(transposeA), flagB = Number(transposeB), strideA = strideOfA(product);
  // The place in A of the row of C with a number.
  const rowOfA = (row: number) => a + row * (transposeA ? 4 : strideA);
  if (isRowByRow(rows, columns, depth, transposeA)) {
    const end = [bias, lowest, highest, scratch, c] as const;
    return [["gemm", a, b, rows, columns, depth, flagA, flagB, ...end]];
  }
  if (!transposeB && isSparseProduct(a, rows, columns, depth)) {
    return rangesOf(rows, { parts: cuts, step: CUT_ROWS }).map(({ from, size }) => [
      ...["multiplySparse", rowOfA(from), strideA, b, size, columns, depth, flagA] as const,
      ...[bias, lowest, highest, scratch, c + from * columns * 4] as const,
    ]);
  }
  const strideB = (transposeB ? depth : columns) * 4, strideC = columns * 4;
  const call = (row: number, height: number, column: number, width: number): Call => [
    ...["gemmPart", rowOfA(row), strideA] as const,
    ...[b + column * (transposeB ? strideB : 4), strideB, height, width, depth, flagA, flagB],
    ...[
      bias && bias + column * 4,
      lowest,
      highest,
      scratch,
      c + row * strideC + column * 4,
      strideC,
    ],
  ];
  // Each part packs all of the operand that is not cut: the larger one is cut.
  return rows >= columns
    ? rangesOf(rows, { parts: cuts, step: CUT_ROWS })
      .map(({ from, size }) => call(from, size, 0, columns))
    : rangesOf(columns, { parts: cuts, step: CUT_COLUMNS })
      .map(({ from, size }) => call(0, rows, from, size));
}

/** The bytes from one row of A, as it lies, to the next. */
function strideOfA({ rows, depth, transposeA }: Product): number {
  return (transposeA ? rows : depth) * 4;
}
