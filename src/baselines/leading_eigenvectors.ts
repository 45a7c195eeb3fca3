import { createRng } from "../core/rng.ts";
import { symmetricEigenvectors } from "./symmetric_eigenvectors.ts";
import { addScaled, dot } from "./vectors.ts";

/** A symmetric positive matrix of which only products with vectors are needed. */
export interface SymmetricOperator {
  /** The number of rows. */
  readonly size: number;
  /** The sum of the eigenvalues. */
  readonly trace: number;
  /** The products with some vectors, each of `size` values, in pieces. */
  apply(vectors: readonly Float64Array[]): Generator<void, Float64Array[]>;
  /** The largest eigenvalue that may be rounding alone where its eigenvector is this one. */
  rounding(vector: Float64Array): number;
}

/** Eigenvectors of unit norm with their eigenvalues, the largest first. */
export interface Eigenvectors {
  readonly values: number[];
  readonly vectors: Float64Array[];
}

/** The search ends once a round moves the eigenvalues' sum by less than this part of what is left. */
const TOLERANCE = 1e-7;

/**
 * The part of the trace that what is left counts as at least: of rounding, no part says anything.
 */
const LEAST_LEFT = 0.01;

/** The rest of a vector, as a part of it, under which it is taken to lie in the basis. */
const DEPENDENT = 1e-9;

/**
 * The eigenvectors of the `count` largest eigenvalues; fewer where the others are 0 but for rounding.
 * The search stops between pieces of a few milliseconds.
 *
 * A block Krylov search: from random vectors, each round adds the products of the newest vectors to
 * an orthonormal basis and solves the eigenproblem inside it (Rayleigh–Ritz). What it minimizes is
 * trace − Σ values, the squared error that a projection on the eigenvectors leaves, and it ends when
 * that no longer moves or the basis holds the whole space, which each round brings nearer (Musco and
 * Musco, "Randomized block Krylov methods for stronger and faster approximate singular value
 * decomposition", NeurIPS 2015).
 */
export function* leadingEigenvectors(
  operator: SymmetricOperator,
  count: number,
): Generator<void, Eigenvectors> {
  const { size, trace, apply } = operator;
  if (count === 0) return { values: [], vectors: [] };
  const blockSize = Math.min(size, Math.max(16, Math.ceil(count / 2)));
  // The start decides only how soon the search ends, so its seed is no choice of the caller's.
  const rng = createRng(0);
  const random = (): Float64Array[] =>
    Array.from({ length: blockSize }, () => Float64Array.from({ length: size }, rng.normal));
  const basis: Float64Array[] = [];
  const products: Float64Array[] = [];
  let block = random();
  let captured = 0;
  while (true) {
    let added = yield* extendBasis(basis, block);
    // Products led nowhere new: equal eigenvalues may still have vectors that the start lacked.
    if (added.length === 0) added = yield* extendBasis(basis, random());
    block = yield* apply(added);
    products.push(...block);
    const complete = added.length === 0 || basis.length === size;
    if (!complete && basis.length < count + blockSize) continue;
    const found = aboveRounding(yield* solveInside(basis, products, count), operator);
    const sum = found.values.reduce((total, value) => total + value, 0);
    const left = Math.max(trace - sum, LEAST_LEFT * trace);
    if (complete || sum - captured <= TOLERANCE * left) return found;
    captured = sum;
  }
}

/** Those of some eigenvectors whose eigenvalues are more than rounding. */
function aboveRounding(
  { values, vectors }: Eigenvectors,
  { rounding }: SymmetricOperator,
): Eigenvectors {
  const kept = [...values.keys()].filter((i) => values[i] > rounding(vectors[i]));
  return { values: kept.map((i) => values[i]), vectors: kept.map((i) => vectors[i]) };
}

/** Makes vectors orthonormal to the basis and one another, adds them to it and returns them. */
function* extendBasis(
  basis: Float64Array[],
  vectors: readonly Float64Array[],
): Generator<void, Float64Array[]> {
  const added: Float64Array[] = [];
  for (const vector of vectors) {
    yield;
    const rest = vector.slice();
    const before = Math.sqrt(dot(rest, rest));
    // Once leaves rounding errors along the basis; twice is enough (Kahan; Parlett, 1980).
    for (let round = 0; round < 2; round++) {
      for (const direction of basis) addScaled(rest, -dot(direction, rest), direction);
    }
    const norm = Math.sqrt(dot(rest, rest));
    if (basis.length === rest.length || !(norm > DEPENDENT * before)) continue;
    for (let i = 0; i < rest.length; i++) rest[i] /= norm;
    basis.push(rest);
    added.push(rest);
  }
  return added;
}

/** The best eigenvectors inside a basis Q whose products G Q are known: those of Qᵀ G Q. */
function* solveInside(
  basis: readonly Float64Array[],
  products: readonly Float64Array[],
  count: number,
): Generator<void, Eigenvectors> {
  const inside = basis.map(() => new Float64Array(basis.length));
  for (let i = 0; i < basis.length; i++) {
    yield;
    for (let j = 0; j <= i; j++) {
      const value = (dot(basis[i], products[j]) + dot(basis[j], products[i])) / 2;
      inside[i][j] = value;
      inside[j][i] = value;
    }
  }
  const { values, vectors } = yield* symmetricEigenvectors(inside);
  const order = [...values.keys()].sort((a, b) => values[b] - values[a]).slice(0, count);
  const found: Float64Array[] = [];
  for (const i of order) {
    yield;
    const vector = new Float64Array(basis[0].length);
    basis.forEach((direction, row) => addScaled(vector, vectors[i][row], direction));
    found.push(vector);
  }
  return { values: order.map((i) => values[i]), vectors: found };
}
