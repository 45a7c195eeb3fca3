import { createRng, type Rng } from "../../core/rng.ts";
import { type Examples, isZero, takeExamples } from "../../data/mod.ts";
import { bitThreshold, usualMetric } from "../../retrieval/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import type { SplitData } from "../../runs/split_data.ts";
import { checkAlone, encodeSides } from "./encode_sides.ts";
import { type RankingFigures, rankingFigures } from "./ranking_figures.ts";
import { retrievalWays } from "./retrieval_ways.ts";
import { shortQueries } from "./short_queries.ts";
import { FEWEST_BITS } from "./ways.ts";

/** The choices of measuring how well examples find others of their class. */
export interface RetrievalOptions {
  /** The most examples that ask, drawn at random. */
  readonly queries: number;
  /** The examples that they are drawn from; validation, for choices that the test must not make. */
  readonly split: "test" | "validation";
  /** The distance of real codes: the Euclidean one of up to three values, the cosine of more, unless given. */
  readonly metric?: "euclidean" | "cosine" | undefined;
  /** The numbers of values that PCA or latent semantic analysis is given, besides that of the codes. */
  readonly sizes?: readonly number[] | undefined;
  /** The items of a shortlist that the inputs sort. */
  readonly shortlist: number;
  /** The words that each text that asks keeps, as short queries have them; all unless given. */
  readonly words?: number | undefined;
}

/** One way to compare examples, and what is found by it. */
export interface RetrievalWay extends RankingFigures {
  /** The words for it: `codes of 10 values, cosine`. */
  readonly name: string;
}

/** The success of examples in finding the training examples of their class. */
export interface Retrieval {
  readonly split: RetrievalOptions["split"];
  /** The numbers of examples that ask, and of training examples that are looked at. */
  readonly queries: number;
  readonly items: number;
  readonly ways: readonly RetrievalWay[];
  /** Sentences on what was left out or chosen. */
  readonly remarks: readonly string[];
}

/**
 * Lets examples of a run look for training examples of their class: in the ways of
 * `retrievalWays`. Every training example is ranked.
 *
 * Throws as `readRunData` does, and a RangeError, one sentence, for data without labels and for a model that
 * is told the class of each example.
 */
export async function measureRetrieval(
  run: FinishedRun,
  { queries: most, split, metric, sizes = [], shortlist, words }: RetrievalOptions,
): Promise<Retrieval> {
  const { directory, config } = run;
  checkAlone(run);
  const data = await readRunData(run), { labels: known } = data.train;
  const asking = askingOf(data, { split, directory });
  if (!asking.labels || !known) {
    throw new RangeError(
      `Cannot measure what ${directory} finds: ${config.data.name} has no labels to judge by`,
    );
  }
  const isText = data.words !== undefined;
  if (words !== undefined && !isText) {
    throw new RangeError(
      `Cannot ask ${directory} by few words: ${config.data.name} is no data of texts`,
    );
  }
  const rng = createRng(config.recipe.seed);
  const asked = chooseQueries(asking, { most, rng: rng.fork("queries") });
  const test = words === undefined
    ? asked.examples
    : shortQueries(asked.examples, { words, rng: rng.fork("words") });
  const { train } = data;
  const { codes } = await encodeSides(run, { items: train, queries: () => test });
  const [, size] = codes.items.shape;
  const own = metric ?? usualMetric(size);
  const threshold = bitThreshold(codes.items.values);
  const judged = { labels: Int32Array.from(known), asked: Int32Array.from(test.labels!) };
  const ways = retrievalWays({
    items: train,
    queries: test,
    codes,
    metric: own,
    threshold,
    isText,
    sizes,
    shortlist,
    rng: rng.fork("retrieval"),
  });
  const measured: RetrievalWay[] = [];
  for (const { name, ...ranking } of ways) {
    measured.push({ name, ...rankingFigures(ranking, judged) });
  }
  return {
    split,
    queries: test.count,
    items: train.count,
    ways: measured,
    remarks: [
      ...data.remarks,
      ...asked.remarks,
      ...(words === undefined
        ? []
        : [`Each query has ${words} of the words of its text, drawn at random.`]),
      ...(size >= FEWEST_BITS
        ? [`A bit of a code is whether its value is above ${threshold}.`]
        : []),
    ],
  };
}

/** The examples of a split; throws a RangeError, one sentence, for validation examples that are not there. */
export function askingOf(
  data: Pick<SplitData, "test" | "validation">,
  { split, directory }: { split: RetrievalOptions["split"]; directory: string },
): Examples {
  const asking = data[split];
  if (asking) return asking;
  throw new RangeError(
    `Cannot measure what validation examples of ${directory} find: it was trained without any`,
  );
}

/** The examples that ask: some of them, drawn at random, without those that are all zeros. */
export function chooseQueries(
  examples: Examples,
  { most, rng }: { most: number; rng: Rng },
): { examples: Examples; remarks: string[] } {
  const order = rng.permutation(examples.count);
  const chosen = [...order.subarray(0, most)].sort((a, b) => a - b);
  const some = chosen.filter((i) => !isZero(examples, i)), gone = chosen.length - some.length;
  if (some.length === 0) throw new RangeError("Cannot measure what zeros alone find");
  return {
    examples: takeExamples(examples, some),
    remarks: gone === 0 ? [] : [
      `${gone} ${
        gone === 1 ? "example that is all zeros asks" : "examples that are all zeros ask"
      } nothing.`,
    ],
  };
}
