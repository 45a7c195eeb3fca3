import { join } from "@std/path";
import type { NdArray } from "../core/nd_array.ts";
import { withPauses } from "../core/pieces.ts";
import { createRng, type Rng } from "../core/rng.ts";
import { sizeOf } from "../core/shape.ts";
import { fitPcaInPieces } from "../baselines/mod.ts";
import { exampleBatch, type Examples } from "../data/mod.ts";
import { someIndices } from "../evaluation/passes/some_indices.ts";
import { totalVariance } from "../evaluation/statistics/mod.ts";
import { type CodeSpace, type CodeSpread, encodeCodeSpace } from "../generation/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import { type CodedExamples, encodeSome } from "../report/pictures/encode_examples.ts";
import { firstOfEachClass } from "../report/pictures/first_of_each_class.ts";
import { fitCodesInPieces, FITTED_CODES, LARGEST_CODE } from "../report/pictures/fit_codes.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import type { SplitData } from "../runs/split_data.ts";
import { createPause, type Pause } from "./create_pause.ts";

/**
 * The number of training codes of more values than `WIDE` that stand for all: their statistics take
 * seconds.
 */
const WIDE_CODES = 2000, WIDE = 64;

/** The most rounds of fitting a mixture: nobody should wait for what comes with a training. */
const ITERATIONS = 20;

/** The number of directions kept: somebody turns each by hand. */
const DIRECTIONS = 16;

/** The number of training codes of two values kept: enough to see their shape. */
const POINTS = 2000;

/** The number of examples kept. */
const EXAMPLES = 10;

/** The sources of a code space. */
export interface CodeSpaceSource {
  readonly data: SplitData;
  readonly autoencoder: LoadedAutoencoder;
  /** A place between pieces of long synchronous work. */
  readonly pause?: Pause;
}

/** Writes where the codes of a run's data lie into its folder; gives the path within it. */
export async function writeCodeSpace(run: FinishedRun, source: CodeSpaceSource): Promise<string> {
  const space = await codeSpaceOf(source, { seed: run.config.recipe.seed });
  await atomicWrite(join(run.directory, RUN_FILES.codeSpace), encodeCodeSpace(space));
  return RUN_FILES.codeSpace;
}

/**
 * The places of the codes of training examples, and some test examples. Of codes that are too
 * large, or that the decoder does not take alone, the examples are all.
 */
export async function codeSpaceOf(
  { data: { train, test, classes }, autoencoder, pause = createPause() }: CodeSpaceSource,
  { seed }: { seed: number },
): Promise<CodeSpace> {
  const rng = createRng(seed).fork("code space");
  const { codeSize, needs, prior } = autoencoder;
  const parts = {
    ...(classes && { classNames: classes }),
    examples: keptExamples(test),
  };
  if (needs.length > 0 || codeSize > LARGEST_CODE) return parts;
  const seen = await encodeSome(autoencoder, train, {
    most: codeSize > WIDE ? WIDE_CODES : FITTED_CODES,
    rng,
  });
  const fitting = { rng: rng.fork("mixture"), iterations: ITERATIONS };
  return {
    ...await spreadOf(seen.codes, pause),
    ...(!prior && { mixture: await withPauses(fitCodesInPieces(seen.codes, fitting), pause) }),
    ...(codeSize === 2 && { points: somePoints(seen, rng.fork("points")) }),
    ...parts,
  };
}

/** The spread of codes; nothing of codes that are all alike, which have no directions. */
async function spreadOf(
  { shape: [count, ...codeShape], values }: NdArray,
  pause: Pause,
): Promise<{ readonly spread?: CodeSpread }> {
  const size = sizeOf(codeShape), examples: Examples = { shape: [size], count, values };
  const pieces = fitPcaInPieces(examples, { components: Math.min(size, DIRECTIONS) });
  const { mean, components, variances } = await withPauses(pieces, pause);
  if (variances.values.length === 0) return {};
  return {
    spread: {
      mean: mean.values,
      directions: components,
      deviations: variances.values.map(Math.sqrt),
      totalVariance: totalVariance(examples),
    },
  };
}

function somePoints(
  { codes: { shape: [count], values }, labels }: CodedExamples,
  rng: Rng,
): NonNullable<CodeSpace["points"]> {
  const points: Examples = { shape: [2], count, values, ...(labels && { labels }) };
  const { labels: kept, ...codes } = exampleBatch(
    points,
    someIndices(count, { most: POINTS, rng }),
  );
  return { codes, ...(kept && { labels: kept }) };
}

/** Some examples, of each class one where there are no more classes than are kept. */
export function keptExamples(examples: Examples): NonNullable<CodeSpace["examples"]> {
  const { labels, ...inputs } = exampleBatch(examples, firstOfEachClass(examples, EXAMPLES));
  return { inputs, ...(labels && { labels }) };
}
