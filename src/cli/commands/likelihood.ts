import { openRun } from "../../runs/open_run.ts";
import type { BeliefLikelihood } from "../../workflows/belief/belief_likelihood.ts";
import type { WordLikelihood } from "../../workflows/belief/word_likelihood.ts";
import { runLikelihood } from "../../workflows/belief/run_likelihood.ts";
import type { Bounded, MachineLikelihood } from "../../workflows/belief/machine_likelihood.ts";
import { boundChart } from "../console/bound_chart.ts";
import { formatTable } from "../console/table.ts";
import { type ChartPage, writeChart } from "../console/write_chart.ts";
import type { Command } from "../options/command.ts";
import { endingsOf, targetOf } from "../options/target.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** Prints how likely a run that is a Boltzmann machine, or a stack of them, finds its test examples. */
export const likelihoodCommand: Command = {
  name: "likelihood",
  place: 27,
  summary:
    "prints how likely a Boltzmann machine, or each depth of a stack of them, finds its test examples",
  positionals: "RUN",
  options: {
    chains: {
      value: "N",
      description: "the chains of annealed importance sampling (100 unless given)",
    },
    temperatures: {
      value: "N",
      description:
        "its inverse temperatures (14,500 unless given, of texts 1,000): twice as many tell if they are enough",
    },
    reverse: {
      value: "N",
      description:
        "of one machine: test examples to anneal back from, for a lower bound (100; 0 for none)",
    },
    samples: {
      value: "N",
      description: "of a stack: draws of all hidden units for each example (10 unless given)",
    },
    texts: {
      value: "N",
      description: "of a machine that counts words: test texts to measure (50 unless given)",
    },
    out: {
      value: "FILE",
      description: `of a stack: the chart of what each layer adds, ${endingsOf("chart")}`,
    },
  },
  example: "deno task isthmus likelihood runs/mnist-rbm-500",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const chains = integerValue(args, "chains", { least: 2 });
    const temperatures = integerValue(args, "temperatures", { least: 3 });
    const reverse = integerValue(args, "reverse", { least: 0 });
    const samples = integerValue(args, "samples", { least: 2 });
    const texts = integerValue(args, "texts", { least: 1 });
    const out = args.value("out") === undefined
      ? undefined
      : targetOf(args.value("out")!, ["chart"]).out;
    return async () => {
      const run = await openRun(directory), isStack = out !== undefined;
      const found = await runLikelihood(run, {
        ...{ chains, temperatures, reverse, samples, texts, isStack },
      });
      if (out !== undefined && "depths" in found) await writeChart(out, pageOf(found, directory));
      return {
        json: { run: directory, ...(out !== undefined && { out }), ...found },
        remarks: [
          ...("isDrawn" in found && found.isDrawn
            ? ["Grey values are drawn as 0 or 1 once, each with the value as its probability."]
            : []),
          ...("isLabelled" in found
            ? [
              "The top machine has label units, whose log Z is not estimated: these are the machines below.",
            ]
            : []),
        ],
        text: "perplexities" in found
          ? textOfWords(found)
          : "depths" in found
          ? textOfDepths(found)
          : textOf(found),
      };
    };
  },
};

function pageOf({ examples, depths }: BeliefLikelihood, directory: string): ChartPage {
  const title = `What each layer of ${directory} adds`;
  return {
    title,
    chart: boundChart({ title, depths: depths.map(({ bound }) => bound) }),
    caption: `Lower bounds of log p over ${examples} test examples, in nats, less and more three ` +
      `standard errors, of which one without an end has no bar; that of one layer is log p itself.`,
  };
}

const nats = (value: number) => value.toFixed(2);

const between = ({ estimate, low, high }: Bounded) => [estimate, low, high].map(nats);

function textOfDepths({ examples, depths }: BeliefLikelihood): string {
  return formatTable({
    columns: ["in nats", "estimate", "3 errors less", "3 errors more"],
    rows: depths.flatMap(({ units, logPartition, bound }, i) => [
      [`log Z of machine ${i + 1}, ${units.join(" and ")} units`, ...between(logPartition)],
      [
        i === 0
          ? `log p of ${examples} test examples, 1 layer`
          : `lower bound of their log p, ${i + 1} layers`,
        ...between(bound),
      ],
    ]),
  });
}

function textOfWords(
  { texts, meanLength, unigramPerplexity, perplexities, reversePerplexity }: WordLikelihood,
): string {
  const short = (value: number) => value.toFixed(1);
  const alone = (name: string, value: number) => [name, short(value), "", ""];
  return formatTable({
    columns: [
      `perplexity of ${texts} test texts, ${short(meanLength)} words in the mean`,
      "estimate",
      "log Z less 3 errors",
      "and more",
    ],
    rows: [
      alone("by the frequency of each word alone", unigramPerplexity),
      ...perplexities.map(({ units, perplexity: { estimate, low, high } }, i) => [
        i === 0 ? `a machine of ${units.join(" and ")} units` : `${i + 1} layers, an upper bound`,
        ...[estimate, low, high].map(short),
      ]),
      ...(reversePerplexity === undefined
        ? []
        : [alone("the machine by reverse annealing, an upper bound", reversePerplexity)]),
    ],
  });
}

function textOf(
  { examples, logPartition, logLikelihood, pseudoLogLikelihood, reverse }: MachineLikelihood,
): string {
  const alone = (name: string, value: number) => [name, nats(value), "", ""];
  return formatTable({
    columns: ["in nats", "estimate", "3 errors less", "3 errors more"],
    rows: [
      ...Object.entries({
        "log Z": logPartition,
        [`log p of ${examples} test examples`]: logLikelihood,
      }).map(([name, bounded]) => [name, ...between(bounded)]),
      alone("their pseudo-log-likelihood, by one flip each", pseudoLogLikelihood),
      ...(reverse
        ? [
          alone(`log p of the first ${reverse.examples}`, reverse.logLikelihood),
          alone("the same by reverse annealing, a lower bound", reverse.reverseLogLikelihood),
        ]
        : []),
    ],
  });
}
