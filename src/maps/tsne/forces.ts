import type { MapMemory } from "../memory/map_memory.ts";
import type { Affinities } from "./affinities.ts";

/** A map that t-SNE moves, in the memory of its kernels. */
export interface Forces {
  /** The points [N, 2]. */
  readonly points: Float32Array<ArrayBuffer>;
  /** Computes what pulls points together and pushes them apart, where they are now. */
  compute(): void;
  /** The Kullback–Leibler divergence of the map from the affinities, in nats, as of `compute`. */
  divergence(): number;
  /** The gradient of the divergence [N, 2], of affinities that are so many times larger, as of `compute`. */
  gradient(exaggeration?: number): Float32Array<ArrayBuffer>;
  /** Moves the points down the gradient. */
  descend(
    step: { readonly rate: number; readonly momentum: number; readonly exaggeration: number },
  ): void;
  /** Forgets velocities and gains. */
  rest(): void;
}

/** The bytes that the logarithm wants for its coefficients. */
const COEFFICIENTS = 64;

/** Takes affinities into the memory, with a map of points that all lie in one place. */
export function startForces(
  { count, ends, items, weights }: Affinities,
  { memory, theta }: { readonly memory: MapMemory; readonly theta: number },
): Forces {
  const { kernels } = memory, size = Math.ceil(count / 2) * 4;
  const places = Array.from({ length: 5 }, () => memory.take(4 * size));
  const [points, attraction, repulsion, velocities, gains] = places;
  const endsAt = memory.take(4 * count), itemsAt = memory.take(4 * items.length);
  const weightsAt = memory.take(4 * weights.length), coefficients = memory.take(COEFFICIENTS);
  const scratch = memory.take(kernels.repelScratch(count));
  memory.integers(endsAt, count).set(ends);
  memory.integers(itemsAt, items.length).set(items);
  memory.floats(weightsAt, weights.length).set(weights);
  for (const at of places) memory.floats(at, size).fill(0);
  memory.floats(gains, size).fill(1);
  // Σ p ln p, which no map changes.
  const own = weights.reduce((sum, p) => p > 0 ? sum + p * Math.log(p) : sum, 0);
  const all = weights.reduce((sum, p) => sum + p, 0);
  let total = 0;
  return {
    points: memory.floats(points, 2 * count),
    compute() {
      kernels.attract(points, endsAt, itemsAt, weightsAt, count, attraction);
      total = kernels.repel(points, count, theta, scratch, repulsion);
    },
    divergence() {
      const far = kernels.logarithmOfDistances(
        ...[points, endsAt, itemsAt, weightsAt, count, coefficients] as const,
      );
      return own + far + all * Math.log(total);
    },
    gradient(exaggeration = 1) {
      const pull = memory.floats(attraction, 2 * count), push = memory.floats(repulsion, 2 * count);
      return pull.map((value, i) => 4 * (exaggeration * value - push[i] / total));
    },
    descend: ({ rate, momentum, exaggeration }) =>
      kernels.descend(
        ...[points, attraction, repulsion, velocities, gains, size] as const,
        ...[exaggeration, 1 / total, rate, momentum] as const,
      ),
    rest() {
      memory.floats(velocities, size).fill(0);
      memory.floats(gains, size).fill(1);
    },
  };
}
