/** The routines of `asm/elementwise/`: elementwise functions and sums. */
export interface ElementwiseRoutines {
  columnSums(x: number, rows: number, columns: number, sums: number): void;
  leakyRelu(x: number, count: number, slope: number, y: number): void;
  reluGradient(dy: number, x: number, count: number, slope: number, dx: number): void;
  siluGradient(dy: number, x: number, sigmoid: number, count: number, dx: number): void;
  tanh(x: number, count: number, y: number): void;
}
