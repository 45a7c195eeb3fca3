import type { Rng } from "../core/rng.ts";

/** The most rounds of k-means: enough for a start, which is all that is asked. */
const ROUNDS = 10;

/**
 * Divides codes [B, C] into clusters to start from and returns the cluster of each.
 *
 * The centres are drawn from the codes, each with a chance that grows with its squared distance from
 * those before it (Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", 2007),
 * and then moved by some rounds of k-means (Lloyd, 1982). Where codes are equal, clusters can be empty.
 */
export function seedClusters(
  values: Float32Array,
  { size, clusters, rng }: { size: number; clusters: number; rng: Rng },
): Uint32Array {
  const count = values.length / size;
  const centres = new Float64Array(clusters * size);
  const nearest = new Float64Array(count).fill(Infinity);
  const assigned = new Uint32Array(count);
  for (let cluster = 0; cluster < clusters; cluster++) {
    const chosen = cluster === 0 ? rng.integer(count) : drawIndex(nearest, rng);
    const centre = centres.subarray(cluster * size, (cluster + 1) * size);
    centre.set(values.subarray(chosen * size, (chosen + 1) * size));
    for (let row = 0; row < count; row++) {
      const distance = squaredDistance(values, { row, centre });
      if (distance >= nearest[row]) continue;
      nearest[row] = distance;
      assigned[row] = cluster;
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    moveCentres(centres, { values, assigned });
    let changed = false;
    for (let row = 0; row < count; row++) {
      let best = Infinity, cluster = 0;
      for (let k = 0; k < clusters; k++) {
        const centre = centres.subarray(k * size, (k + 1) * size);
        const distance = squaredDistance(values, { row, centre });
        if (distance < best) [best, cluster] = [distance, k];
      }
      if (assigned[row] !== cluster) [assigned[row], changed] = [cluster, true];
    }
    if (!changed) break;
  }
  return assigned;
}

/** Moves each centre to the mean of its codes; one without codes stays. */
function moveCentres(
  centres: Float64Array,
  { values, assigned }: { values: Float32Array; assigned: Uint32Array },
): void {
  const size = values.length / assigned.length;
  const sums = new Float64Array(centres.length), counts = new Float64Array(centres.length / size);
  assigned.forEach((cluster, row) => {
    counts[cluster]++;
    for (let i = 0; i < size; i++) sums[cluster * size + i] += values[row * size + i];
  });
  for (let i = 0; i < centres.length; i++) {
    const members = counts[Math.floor(i / size)];
    if (members > 0) centres[i] = sums[i] / members;
  }
}

/** An index with a chance in proportion to its weight, or any where all weights are 0. */
function drawIndex(weights: Float64Array, rng: Rng): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return rng.integer(weights.length);
  let left = rng.uniform() * total, last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i;
    left -= weights[i];
    if (left < 0) break;
  }
  return last;
}

function squaredDistance(
  values: Float32Array,
  { row, centre }: { row: number; centre: Float64Array },
): number {
  const size = centre.length;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const difference = values[row * size + i] - centre[i];
    sum += difference * difference;
  }
  return sum;
}
