import { openRun } from "../../runs/open_run.ts";
import { type MachineLikelihood, machineLikelihood } from "../../workflows/machine_likelihood.ts";
import { formatTable } from "../console/table.ts";
import type { Command } from "../options/command.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** The chains, and the examples of reverse annealing, unless the user says otherwise. */
const CHAINS = 100, REVERSE = 100;

/** Prints how likely a run that is a Boltzmann machine finds its test examples. */
export const likelihoodCommand: Command = {
  name: "likelihood",
  place: 27,
  summary: "prints how likely a Boltzmann machine finds its test examples",
  positionals: "RUN",
  options: {
    chains: {
      value: "N",
      description: `the chains of annealed importance sampling (${CHAINS} unless given)`,
    },
    reverse: {
      value: "N",
      description: `test examples to anneal back from, for a lower bound (${REVERSE}; 0 for none)`,
    },
  },
  example: "deno task isthmus likelihood runs/mnist-rbm-500",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const chains = integerValue(args, "chains", { least: 2 }) ?? CHAINS;
    const reverse = integerValue(args, "reverse", { least: 0 }) ?? REVERSE;
    return async () => {
      const found = await machineLikelihood(await openRun(directory), { chains, reverse });
      return {
        json: { run: directory, ...found },
        remarks: found.isDrawn
          ? ["Grey values are drawn as 0 or 1 once, each with the value as its probability."]
          : [],
        text: textOf(found),
      };
    };
  },
};

function textOf(
  { examples, logPartition, logLikelihood, pseudoLogLikelihood, reverse }: MachineLikelihood,
): string {
  const nats = (value: number) => value.toFixed(2);
  const alone = (name: string, value: number) => [name, nats(value), "", ""];
  return formatTable({
    columns: ["in nats", "estimate", "3 errors less", "3 errors more"],
    rows: [
      ...Object.entries({
        "log Z": logPartition,
        [`log p of ${examples} test examples`]: logLikelihood,
      }).map(([name, { estimate, low, high }]) => [name, nats(estimate), nats(low), nats(high)]),
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
