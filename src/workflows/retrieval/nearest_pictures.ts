import { rowsOf } from "../../core/nd_array.ts";
import type { Scaling } from "../../core/preprocessor/scaling.ts";
import { createRng } from "../../core/rng.ts";
import type { Shape } from "../../core/shape.ts";
import { type Examples, gatherBatch, wholeBatch } from "../../data/mod.ts";
import { readSearchKernels } from "../../io/read_kernels.ts";
import {
  bitsOf,
  bitThreshold,
  type Metric,
  searchBits,
  searchCodes,
  usualMetric,
} from "../../retrieval/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { checkAlone, encodeSides } from "./encode_sides.ts";
import { askingOf, chooseQueries } from "./measure_retrieval.ts";
import { FEWEST_BITS } from "./ways.ts";

/** Some pictures, and the training pictures that are nearest to each in several ways. */
export interface NearestPictures {
  /** The ways, in the order of their rows under each query: "codes, cosine". */
  readonly ways: readonly string[];
  /** The pictures [N, …shape] as the model takes them. */
  readonly images: Float32Array<ArrayBuffer>;
  readonly shape: Shape;
  /** The scale that they are on; absent where it is that of the data. */
  readonly scaling?: Scaling | undefined;
  readonly columns: number;
  /** The place of each on a sheet of so many columns: each query in front of its first row. */
  readonly places: readonly number[];
}

/** The choices of which pictures ask. */
export interface NearestPicturesOptions {
  readonly split: "test" | "validation";
  readonly metric?: "euclidean" | "cosine" | undefined;
}

/** The queries, and what is found for each in each way: as much as a page shows at once. */
const QUERIES = 8, COUNT = 10;

/**
 * Finds for some pictures of a run the training pictures that are nearest by codes, by their bits and by the
 * values of pixels (Krizhevsky and Hinton, 2011, compare the last two).
 *
 * Throws as `readRunData` does, and a RangeError, one sentence, for data that are no pictures, and for a
 * model that is told the class of each example.
 */
export async function nearestPictures(
  run: FinishedRun,
  { split, metric }: NearestPicturesOptions,
): Promise<NearestPictures> {
  const { directory, config, model: { plan } } = run, shape = plan.spec.inputShape;
  if (shape.length < 2) {
    throw new RangeError(
      `Cannot draw what ${directory} finds: ${config.data.name} has no pictures`,
    );
  }
  checkAlone(run);
  const data = await readRunData(run), { train } = data;
  const { examples } = chooseQueries(askingOf(data, { split, directory }), {
    most: QUERIES,
    rng: createRng(config.recipe.seed).fork("queries"),
  });
  const { codes, preprocessor } = await encodeSides(run, {
    items: train,
    queries: () => examples,
  });
  const size = codes.items.shape[1], by = metric ?? usualMetric(size);
  const wasm = await readSearchKernels(), options = { count: COUNT };
  const real = async (sides: typeof codes, metric: Metric) =>
    (await searchCodes(sides.items, { metric, wasm })).search(sides.queries, options).items;
  const bits = async () => {
    const threshold = bitThreshold(codes.items.values);
    const search = await searchBits(bitsOf(codes.items, { threshold }), { wasm });
    return search.search(bitsOf(codes.queries, { threshold }), options).items;
  };
  const inputs = { items: rowsOf(wholeBatch(train)), queries: rowsOf(wholeBatch(examples)) };
  const found: [way: string, items: ArrayLike<number>][] = [
    [`codes, ${by}`, await real(codes, by)],
    ...(size >= FEWEST_BITS ? [["bits of codes", await bits()] as [string, Uint32Array]] : []),
    ["pixels, euclidean", await real(inputs, "euclidean")],
  ];
  return {
    ways: found.map(([way]) => way),
    ...sheetOf(train, { queries: examples, found: found.map(([, items]) => items) }),
    ...{ shape, scaling: preprocessor.scaling },
  };
}

/** Each query, and a row of what it found in each way. */
function sheetOf(
  train: Examples,
  { queries, found }: { queries: Examples; found: readonly ArrayLike<number>[] },
): Pick<NearestPictures, "images" | "columns" | "places"> {
  const count = found[0].length / queries.count, columns = 1 + count;
  const parts: Float32Array[] = [], places: number[] = [];
  for (let query = 0; query < queries.count; query++) {
    const top = query * found.length * columns;
    parts.push(gatherBatch(queries, [query]));
    places.push(top);
    for (const [way, items] of found.entries()) {
      const own = Array.from({ length: count }, (_, i) => items[query * count + i]);
      parts.push(gatherBatch(train, own));
      own.forEach((_, i) => places.push(top + way * columns + 1 + i));
    }
  }
  const images = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    images.set(part, at);
    at += part.length;
  }
  return { images, columns, places };
}
