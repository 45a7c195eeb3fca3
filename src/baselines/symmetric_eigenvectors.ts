/** The eigenvectors of a matrix, of unit norm, with their eigenvalues, the smallest first. */
export interface EigenSystem {
  readonly values: Float64Array;
  readonly vectors: readonly Float64Array[];
}

/** A matrix on its way to its eigenvectors: its columns, and what is on and beside the diagonal. */
interface Tridiagonal {
  readonly columns: readonly Float64Array[];
  readonly diagonal: Float64Array;
  readonly beside: Float64Array;
}

/**
 * The eigenvectors of a symmetric matrix, given by its columns, which it overwrites. It stops between
 * pieces of N² steps, so that thousands of columns do not hold up what else the caller has to hear.
 *
 * Householder's reduction to a tridiagonal matrix and the implicit QL iteration, in the order of EISPACK's
 * tred2 and tql2 (Bowdler, Martin, Reinsch and Wilkinson, "The QR and QL algorithms for symmetric
 * matrices", Numerische Mathematik 11, 1968): the numbers of ml-matrix, which does not stop in between.
 */
export function* symmetricEigenvectors(
  columns: readonly Float64Array[],
): Generator<void, EigenSystem> {
  const size = columns.length;
  const system = {
    columns,
    diagonal: Float64Array.from(columns, (column) => column[size - 1]),
    beside: new Float64Array(size),
  };
  for (let i = size - 1; i > 0; i--) {
    reflectRow(system, i);
    yield;
  }
  for (let i = 0; i < size - 1; i++) {
    accumulate(system, i);
    yield;
  }
  columns.forEach((column, j) => {
    system.diagonal[j] = column[size - 1];
    column[size - 1] = 0;
  });
  columns[size - 1][size - 1] = 1;
  system.beside[0] = 0;
  yield* iterate(system);
  return sorted(system);
}

/** Takes all of a row but the two entries by the diagonal to 0, by a reflection that the columns keep. */
function reflectRow({ columns, diagonal: d, beside: e }: Tridiagonal, i: number): void {
  let scale = 0, h = 0;
  for (let k = 0; k < i; k++) scale += Math.abs(d[k]);
  if (scale === 0) {
    e[i] = d[i - 1];
    for (let j = 0; j < i; j++) {
      d[j] = columns[j][i - 1];
      columns[j][i] = 0;
      columns[i][j] = 0;
    }
    d[i] = h;
    return;
  }
  for (let k = 0; k < i; k++) {
    d[k] /= scale;
    h += d[k] * d[k];
  }
  const last = d[i - 1], norm = last > 0 ? -Math.sqrt(h) : Math.sqrt(h);
  e[i] = scale * norm;
  h -= last * norm;
  d[i - 1] = last - norm;
  e.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    const column = columns[j], f = d[j];
    columns[i][j] = f;
    let g = e[j] + column[j] * f;
    for (let k = j + 1; k < i; k++) {
      g += column[k] * d[k];
      e[k] += column[k] * f;
    }
    e[j] = g;
  }
  let f = 0;
  for (let j = 0; j < i; j++) {
    e[j] /= h;
    f += e[j] * d[j];
  }
  const half = f / (h + h);
  for (let j = 0; j < i; j++) e[j] -= half * d[j];
  for (let j = 0; j < i; j++) {
    const column = columns[j], f = d[j], g = e[j];
    for (let k = j; k < i; k++) column[k] -= f * e[k] + g * d[k];
    d[j] = column[i - 1];
    column[i] = 0;
  }
  d[i] = h;
}

/** Multiplies the reflections so far with that of the next row. */
function accumulate({ columns, diagonal: d }: Tridiagonal, i: number): void {
  const next = columns[i + 1], h = d[i + 1];
  columns[i][columns.length - 1] = columns[i][i];
  columns[i][i] = 1;
  if (h !== 0) {
    for (let k = 0; k <= i; k++) d[k] = next[k] / h;
    for (let j = 0; j <= i; j++) {
      const column = columns[j];
      let g = 0;
      for (let k = 0; k <= i; k++) g += next[k] * column[k];
      for (let k = 0; k <= i; k++) column[k] -= g * d[k];
    }
  }
  next.fill(0, 0, i + 1);
}

/** Takes the entries beside the diagonal to 0, one after the other, and turns the columns with them. */
function* iterate(system: Tridiagonal): Generator<void, void> {
  const { diagonal: d, beside: e } = system, size = d.length;
  e.copyWithin(0, 1);
  e[size - 1] = 0;
  let shift = 0, largest = 0;
  for (let l = 0; l < size; l++) {
    largest = Math.max(largest, Math.abs(d[l]) + Math.abs(e[l]));
    const small = Number.EPSILON * largest;
    let m = l;
    while (m < size && !(Math.abs(e[m]) <= small)) m++;
    if (m > l) {
      do {
        shift += turn(system, { from: l, to: m });
        yield;
      } while (Math.abs(e[l]) > small);
    }
    d[l] += shift;
    e[l] = 0;
  }
}

/** One step of the iteration over a block of the matrix; gives the shift that it took. */
function turn(
  { columns, diagonal: d, beside: e }: Tridiagonal,
  { from: l, to: m }: { from: number; to: number },
): number {
  const size = d.length, first = d[l], ratio = (d[l + 1] - first) / (2 * e[l]);
  const root = ratio < 0 ? -hypotenuse(ratio, 1) : hypotenuse(ratio, 1);
  d[l] = e[l] / (ratio + root);
  d[l + 1] = e[l] * (ratio + root);
  const second = d[l + 1], shift = first - d[l], below = e[l + 1];
  for (let i = l + 2; i < size; i++) d[i] -= shift;
  let p = d[m], c = 1, c2 = 1, c3 = 1, s = 0, s2 = 0;
  for (let i = m - 1; i >= l; i--) {
    c3 = c2;
    c2 = c;
    s2 = s;
    const g = c * e[i], h = c * p, r = hypotenuse(p, e[i]);
    e[i + 1] = s * r;
    s = e[i] / r;
    c = p / r;
    p = c * d[i] - s * g;
    d[i + 1] = h + s * (c * g + s * d[i]);
    const left = columns[i], right = columns[i + 1];
    for (let k = 0; k < size; k++) {
      const value = right[k];
      right[k] = s * left[k] + c * value;
      left[k] = c * left[k] - s * value;
    }
  }
  p = (-s * s2 * c3 * below * e[l]) / second;
  e[l] = s * p;
  d[l] = c * p;
  return shift;
}

/** The smallest of what is left to the front, again and again. */
function sorted({ columns, diagonal }: Tridiagonal): EigenSystem {
  const vectors = [...columns];
  for (let i = 0; i < diagonal.length - 1; i++) {
    let k = i;
    for (let j = i + 1; j < diagonal.length; j++) if (diagonal[j] < diagonal[k]) k = j;
    if (k === i) continue;
    [diagonal[i], diagonal[k]] = [diagonal[k], diagonal[i]];
    [vectors[i], vectors[k]] = [vectors[k], vectors[i]];
  }
  return { values: diagonal, vectors };
}

/** √(a² + b²) without squares that leave the range. */
function hypotenuse(a: number, b: number): number {
  if (Math.abs(a) > Math.abs(b)) {
    const ratio = b / a;
    return Math.abs(a) * Math.sqrt(1 + ratio * ratio);
  }
  if (b === 0) return 0;
  const ratio = a / b;
  return Math.abs(b) * Math.sqrt(1 + ratio * ratio);
}
