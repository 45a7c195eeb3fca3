/** The routines of `asm/products/`: matrix products. */
export interface ProductRoutines {
  gemm(
    a: number,
    b: number,
    rows: number,
    columns: number,
    depth: number,
    transposeA: boolean,
    transposeB: boolean,
    bias: number,
    lowest: number,
    highest: number,
    scratch: number,
    c: number,
  ): void;
  gemmScratch(): number;
  packBlock(
    source: number,
    stride: number,
    lines: number,
    depth: number,
    alongRows: boolean,
    width: number,
    packed: number,
  ): void;
  transpose(x: number, rows: number, columns: number, y: number): void;
}
