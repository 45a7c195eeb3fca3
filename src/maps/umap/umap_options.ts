/** The choices of UMAP, all of which may be left out. */
export interface UmapOptions {
  /** The number of neighbours of a point, itself among them; 15. */
  readonly neighbours?: number;
  /** The least distance of points in the map, in the unit of `spread`; 0.1. */
  readonly leastDistance?: number;
  /** The scale of the map; 1. */
  readonly spread?: number;
  /** The number of passes; 500 for up to 2,500 points, falling to 200 for more than 7,500. */
  readonly iterations?: number;
  /** The seed of all that is drawn; 0. */
  readonly seed?: number;
  /** The number of passes from one event to the next; 10. */
  readonly every?: number;
}

/** The options with what is left out. Throws a RangeError, one sentence, for what makes no sense. */
export function umapOptions(
  { neighbours = 15, leastDistance = 0.1, spread = 1, seed = 0, every = 10, ...rest }: UmapOptions,
  count: number,
): Required<UmapOptions> {
  const { iterations = count > 7500 ? 200 : count > 5000 ? 300 : count > 2500 ? 400 : 500 } = rest;
  const least = { neighbours: 2, iterations: 1, every: 1 };
  for (const [name, value] of Object.entries({ neighbours, iterations, every })) {
    const from = least[name as keyof typeof least];
    if (Number.isSafeInteger(value) && value >= from) continue;
    throw new RangeError(
      `Cannot make a map with ${name} ${value}: expected a whole number from ${from} up`,
    );
  }
  if (!(spread > 0 && spread < Infinity)) {
    throw new RangeError(`Cannot make a map with spread ${spread}: expected a number over 0`);
  }
  if (!(leastDistance >= 0 && leastDistance <= spread)) {
    throw new RangeError(
      `Cannot make a map with leastDistance ${leastDistance}: expected a number from 0 to the spread, ${spread}`,
    );
  }
  return { neighbours, leastDistance, spread, iterations, seed, every };
}
