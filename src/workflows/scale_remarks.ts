import { fitScaling, valueGroups } from "../data/mod.ts";
import type { Recipe } from "../recipes/mod.ts";
import type { SplitData } from "../runs/split_data.ts";

/** Ranges so many times as large as others decide an error alone. */
const MOST_TIMES = 30;

/** The most columns of a table whose scales people think of one by one. */
const MOST_COLUMNS = 256;

/**
 * A sentence on columns of training examples whose ranges are far apart, where nothing was said of their
 * scale; none for pictures, for bytes and where values become 0 or 1.
 */
export function scaleRemarks(data: SplitData, { data: { scale, binarize } }: Recipe): string[] {
  const { train, words, columns } = data, [width] = train.shape;
  const isTable = train.shape.length === 1 && width <= MOST_COLUMNS && !words &&
    train.values instanceof Float32Array;
  if (!isTable || scale !== undefined || binarize) return [];
  const { offset, factor } = fitScaling(train, "unit");
  const ranges = valueGroups(train, data)
    // Of values that are all alike the factor is 1.
    .filter(({ kind, from }) => kind === "number" && (factor[from] !== 1 || offset[from] === 0))
    .map(({ from }) => ({ at: from, range: factor[from] }))
    .sort((a, b) => a.range - b.range);
  const [least] = ranges, most = ranges.at(-1);
  if (!least || !most || most.range < MOST_TIMES * least.range) return [];
  const called = ({ at, range }: { at: number; range: number }) =>
    `${columns?.[at] ?? `value ${at + 1}`} (${Number(range.toPrecision(2))})`;
  return [
    `The ranges of its columns lie far apart, from ${called(least)} to ${
      called(most)
    }, and the largest ` +
    `decide the error: --set data.scale=standard makes each count alike, data.scale=none leaves it so.`,
  ];
}
