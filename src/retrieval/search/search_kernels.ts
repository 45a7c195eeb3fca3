// Written by `deno task kernels --write`, from what the compiler says of asm/.

/**
 * The routines that `asm/search.ts` exports.
 *
 * Every pointer is a byte offset into the memory that they bring along.
 */
export interface SearchKernels {
  readonly memory: WebAssembly.Memory;
  /**
   * C = clamp(A B + bias), with A [rows, depth] and B [depth, columns], or their transposes where the
   * flags say so, and bias [columns] or a null pointer.
   *
   * Packing both operands into panels makes every transposition run at the same speed (Goto and van
   * de Geijn, "Anatomy of high-performance matrix multiplication", 2008).
   */
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
  /** Bytes of scratch memory that `gemm` needs, whatever its sizes. */
  gemmScratch(): number;
  /**
   * The numbers of bits in which `count` codes differ from a query, as float32 to `out` [count]. Codes are
   * `words` words of 64 bits each, one code behind the other; the query is one of them.
   */
  hammingDistances(query: number, codes: number, count: number, words: number, out: number): void;
  /**
   * Makes room for the nearest of `most` items, from 1 up, none of which is known yet: `heap` has eight bytes for each.
   */
  clearNearest(heap: number, most: number): void;
  /**
   * Keeps the nearest of some items, whose numbers rise from `first` on, and of those that `heap` has already.
   * Of equally far items the first ones stay; those of a distance that is NaN or infinite are passed over.
   *
   * Sixteen distances at a time are compared with the farthest that is kept.
   */
  keepNearest(distances: number, count: number, first: number, heap: number, most: number): void;
  /**
   * The items of a heap from near to far to `items` [most], their distances to `distances` [most]; returns how
   * many there are. The heap is no heap any more.
   */
  takeNearest(heap: number, most: number, items: number, distances: number): number;
}
