// Written by `deno task kernels --write`, from what the compiler says of asm/.

/**
 * The routines that `asm/maps.ts` exports.
 *
 * Every pointer is a byte offset into the memory that they bring along.
 */
export interface MapKernels {
  readonly memory: WebAssembly.Memory;
  /** y [columns, rows]: the transpose of x [rows, columns]. */
  transpose(x: number, rows: number, columns: number, y: number): void;
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
   * The sums Σⱼ wᵢⱼ (yᵢ − yⱼ) / (1 + ‖yᵢ − yⱼ‖²) of `count` points yᵢ of the plane, to `forces` [count, 2].
   *
   * The entries of point i, its j to `items` and its w to `weights`, lie from ends[i − 1], or 0, to ends[i];
   * they are a multiple of four: those that fill up have w = 0.
   */
  attract(
    points: number,
    ends: number,
    items: number,
    weights: number,
    count: number,
    forces: number,
  ): void;
  /** The number of values that are less than a limit. */
  countBelow(values: number, count: number, limit: number): number;
  /**
   * The places of the values from `low` to `high`, both of which count, in their order to `places`, which has room
   * for all; returns how many there are.
   */
  listBetween(values: number, count: number, low: number, high: number, places: number): number;
  /**
   * One step down the gradient of a map, 4 (`pull` · attraction − `push` · repulsion): of `count` values, a
   * multiple of four, of `points`, `attraction`, `repulsion`, `velocities` and `gains`.
   *
   * A value whose velocity and gradient point the same way has gone too far and loses a fifth of its gain, others
   * gain 0.2 (Jacobs, "Increased rates of convergence through learning rate adaptation", 1988).
   */
  descend(
    points: number,
    attraction: number,
    repulsion: number,
    velocities: number,
    gains: number,
    count: number,
    pull: number,
    push: number,
    rate: number,
    momentum: number,
  ): void;
  /**
   * Σᵢⱼ wᵢⱼ ln(1 + ‖yᵢ − yⱼ‖²) over the entries that `attract` takes, in double precision; `scratch` has room for
   * 64 bytes.
   */
  logarithmOfDistances(
    points: number,
    ends: number,
    items: number,
    weights: number,
    count: number,
    scratch: number,
  ): number;
  /**
   * The sums Σⱼ qᵢⱼ² (yᵢ − yⱼ) with qᵢⱼ = 1 / (1 + ‖yᵢ − yⱼ‖²) of `count` points yᵢ of the plane, to `forces`
   * [count, 2]; returns the sum of qᵢⱼ over all pairs, both ways round.
   *
   * With `theta` 0 all pairs are computed. Otherwise the points are the leaves of a quadtree, and a cell stands
   * for its points, as one of their mass in their centre, where its side is less than `theta` times its distance
   * (Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm", 1986; van der Maaten, "Accelerating
   * t-SNE using tree-based algorithms", 2014). The distance is that of the centre from the box around all points
   * of a leaf, for which one list of cells is made (Barnes, "A modified tree code: don't laugh; it runs", 1990):
   * no cell is taken that would be too near for one of them.
   */
  repel(points: number, count: number, theta: number, scratch: number, forces: number): number;
  /** Bytes of scratch memory that `repel` needs for so many points. */
  repelScratch(count: number): number;
}
