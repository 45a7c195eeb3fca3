import { stretchesOf } from "../../boltzmann/mod.ts";
import { machinesOf } from "../../pretraining/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { type MachineLikelihood, machineLikelihood } from "./machine_likelihood.ts";
import { type BeliefLikelihood, beliefLikelihood } from "./belief_likelihood.ts";
import { type WordLikelihood, wordLikelihood } from "./word_likelihood.ts";

/** The inverse temperatures for texts, each length of which is annealed by itself. */
const TEMPERATURES_OF_TEXTS = 1000;

/** The choices of estimating a likelihood; absent ones are 100 chains, 100 examples and 10 draws. */
export interface RunLikelihoodOptions {
  /** The chains of annealed importance sampling. */
  readonly chains?: number | undefined;
  /** Its inverse temperatures, 14,500 unless given, of texts 1,000. */
  readonly temperatures?: number | undefined;
  /** The test examples that reverse annealing starts from, of one machine; none for 0. */
  readonly reverse?: number | undefined;
  /** The draws of all hidden units for each example, of a stack. */
  readonly samples?: number | undefined;
  /** Of counts of words: the test texts that are measured, 50 unless given. */
  readonly texts?: number | undefined;
  /** True where only a stack will do. */
  readonly isStack?: boolean;
}

/**
 * Estimates the likelihood of the test examples of a run whose model is a machine, or bounds that of a
 * stack of them.
 *
 * Throws as `machinesOf` and `readRunData` do, and a RangeError for draws with one machine and for reverse
 * annealing with several.
 */
export async function runLikelihood(
  run: FinishedRun,
  { chains = 100, temperatures, reverse, samples, texts, isStack = false }: RunLikelihoodOptions,
): Promise<MachineLikelihood | BeliefLikelihood | WordLikelihood> {
  const { plan, params } = run.model, all = machinesOf(plan, params);
  const machines = all.filter(({ spec: { visible } }) => visible.classes === undefined);
  const annealing = {
    chains,
    ...(temperatures !== undefined && { stretches: stretchesOf(temperatures) }),
  };
  const [first] = machines, isLabelled = machines.length < all.length;
  if (!first) {
    throw new RangeError(
      "Cannot estimate the likelihood of a machine with label units: its log Z is not known",
    );
  }
  if (first.spec.visible.units === "multinomial") {
    if (isStack) {
      throw new RangeError("Cannot draw bounds of texts, in words: leave --out out");
    }
    return await wordLikelihood(run, machines, {
      chains,
      stretches: stretchesOf(temperatures ?? TEMPERATURES_OF_TEXTS),
      samples: samples ?? 10,
      texts: texts ?? 50,
      isReverse: reverse !== 0,
    });
  }
  if (texts !== undefined) {
    throw new RangeError(
      "Cannot choose texts of a machine that counts no words: leave --texts out",
    );
  }
  if (all.length > 1) {
    if (reverse) {
      throw new RangeError(
        `Cannot anneal back through ${machines.length} machines: leave --reverse out`,
      );
    }
    const bounds = await beliefLikelihood(run, machines, {
      ...annealing,
      samples: samples ?? 10,
    });
    return { ...bounds, ...(isLabelled && { isLabelled }) };
  }
  if (isStack) {
    throw new RangeError(
      "Cannot draw what each layer adds of one machine: it has but one, leave --out out",
    );
  }
  if (samples !== undefined) {
    throw new RangeError(
      "Cannot draw the hidden units of one machine: its likelihood needs no draws, leave --samples out",
    );
  }
  return await machineLikelihood(run, first, { ...annealing, reverse: reverse ?? 100 });
}
