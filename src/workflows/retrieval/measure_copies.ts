import { ndArray } from "../../core/nd_array.ts";
import { pictureValues } from "../../core/own_units.ts";
import { applyScaling, type Scaling } from "../../core/preprocessor/scaling.ts";
import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type Examples, takeExamples, wholeBatch } from "../../data/mod.ts";
import { bitThreshold, usualMetric } from "../../retrieval/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { ALTERATION_NAMES, type AlterationName, ALTERATIONS } from "./altered_copies.ts";
import { checkAlone, encodeSides } from "./encode_sides.ts";
import { type InputSides, isOfInputs, rankingFigures, type Sides } from "./ranking_figures.ts";
import { retrievalWays } from "./retrieval_ways.ts";
import { thumbnailRange } from "./thumbnails.ts";
import { FEWEST_BITS } from "./ways.ts";

/** The success of altered copies in finding the pictures that they were made of. */
export interface CopiesFound {
  /** The pictures that were copied, and the training examples that are looked at. */
  readonly queries: number;
  readonly items: number;
  readonly ways: readonly WayOfCopies[];
  readonly remarks: readonly string[];
}

/** One way to compare examples, and what copies find by it. */
export interface WayOfCopies {
  readonly name: string;
  /** Of each alteration the share of copies whose picture is the nearest, and among the ten nearest. */
  readonly recall: Readonly<
    Record<AlterationName, { readonly first: number; readonly ten: number }>
  >;
}

/** The choices of measuring what copies find. */
export interface CopiesOptions {
  /** The most pictures that are copied, drawn at random. */
  readonly queries: number;
  readonly metric?: "euclidean" | "cosine" | undefined;
  readonly sizes?: readonly number[] | undefined;
}

const TEN = 10;

/** The images whose values are turned into bytes at once. */
const BATCH = 500;

/**
 * Lets altered copies of training pictures of a run look for these, which no label has to judge: cut, moved,
 * mirrored, brighter, and as a coarse JPEG; in the ways of `retrievalWays` of one stage.
 *
 * Throws as `readRunData` does, and a RangeError, one sentence, for data that are no pictures, and for a
 * model that is told the class of each example.
 */
export async function measureCopies(
  run: FinishedRun,
  { queries: most, metric, sizes = [] }: CopiesOptions,
): Promise<CopiesFound> {
  const { directory, config, model: { plan } } = run, [, , channels] = plan.spec.inputShape;
  if (plan.spec.inputShape.length !== 3 || (channels !== 1 && channels !== 3)) {
    throw new RangeError(
      `Cannot measure what copies find in ${directory}: ${config.data.name} has no grey or colour pictures`,
    );
  }
  checkAlone(run);
  const { train, remarks } = await readRunData(run);
  const rng = createRng(config.recipe.seed);
  const chosen = [...rng.fork("queries").permutation(train.count).subarray(0, most)].sort((a, b) =>
    a - b
  );
  const { codes, asked: copies } = await encodeSides(run, {
    items: train,
    queries: (preprocessor) =>
      alteredCopies(takeExamples(train, chosen), {
        scaling: preprocessor.scaling,
        range: thumbnailRange(consecutiveBatches(train, BATCH), preprocessor),
      }),
  });
  const [, size] = codes.items.shape, threshold = bitThreshold(codes.items.values);
  const ways: WayOfCopies[] = [];
  const all = retrievalWays({
    ...{ items: train, queries: copies, codes, threshold, sizes, isText: false, shortlist: 1 },
    metric: metric ?? usualMetric(size),
    rng: rng.fork("retrieval"),
  });
  const labels = Int32Array.from({ length: train.count }, (_, item) => item);
  for (const { name, sides, metric, second } of all) {
    if (second) continue;
    const recall = ALTERATION_NAMES.map((alteration, i) => {
      const own = askedBy(sides, i, chosen.length);
      const found = rankingFigures({ sides: own, metric }, {
        labels,
        asked: Int32Array.from(chosen),
      });
      const at = (rank: number) => found.precision.find((each) => each.rank === rank)!.precision;
      return [alteration, { first: at(1), ten: TEN * at(TEN) }] as const;
    });
    ways.push({ name, recall: Object.fromEntries(recall) as WayOfCopies["recall"] });
  }
  return {
    queries: chosen.length,
    items: train.count,
    ways,
    remarks: [
      ...remarks,
      ...(size >= FEWEST_BITS
        ? [`A bit of a code is whether its value is above ${threshold}.`]
        : []),
    ],
  };
}

/** The copies of pictures by every alteration: all of the first, then all of the next. */
function alteredCopies(
  pictures: Examples,
  { scaling, range: [low, high] }: {
    scaling: Scaling | undefined;
    range: readonly [number, number];
  },
): Examples {
  const { count, shape } = pictures, size = sizeOf(shape);
  const values = new Float32Array(ALTERATION_NAMES.length * count * size);
  const drawn = pictureValues(wholeBatch(pictures).values, scaling ? { scaling } : {});
  const bytes = Uint8Array.from(
    drawn,
    (value) => Math.min(255, Math.max(0, Math.round(255 * (value - low) / (high - low)))),
  );
  for (const [i, name] of ALTERATION_NAMES.entries()) {
    for (let picture = 0; picture < count; picture++) {
      const own = bytes.slice(picture * size, (picture + 1) * size);
      const made = Float32Array.from(
        ALTERATIONS[name]({ shape, values: own }),
        (byte) => low + byte / 255 * (high - low),
      );
      values.set(scaling ? applyScaling(made, scaling) : made, (i * count + picture) * size);
    }
  }
  return { shape, count: ALTERATION_NAMES.length * count, values };
}

/** The items, and the i-th of equal parts of the queries, of `count` each. */
function askedBy(sides: Sides | InputSides, i: number, count: number): Sides | InputSides {
  if (isOfInputs(sides)) {
    const rows = Array.from({ length: count }, (_, row) => i * count + row);
    return { items: sides.items, queries: takeExamples(sides.queries, rows) };
  }
  const { shape: [, width], values } = sides.queries;
  return {
    items: sides.items,
    queries: ndArray([count, width], values.slice(i * count * width, (i + 1) * count * width)),
  };
}
