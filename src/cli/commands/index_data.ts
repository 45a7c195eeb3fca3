import { METRICS } from "../../retrieval/mod.ts";
import { openRun } from "../../runs/open_run.ts";
import { type IndexEnd, indexExamples } from "../../workflows/retrieval/index_examples.ts";
import { INTERRUPTED } from "../console/hear_interrupts.ts";
import type { Command, Outcome } from "../options/command.ts";
import { DATA_OPTION, SPLIT_OPTION, splitValue } from "../options/shared_options.ts";
import { choiceValue, requiredPositional, requiredValue } from "../options/values.ts";

/** Writes a folder in which examples are found by what is like them. */
export const indexCommand: Command = {
  name: "index",
  place: 31,
  summary: "writes a folder in which the examples of a data set are found by what is like them",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...SPLIT_OPTION,
    bits: { description: "keep one bit of each value of a code: 32 times smaller" },
    metric: {
      value: METRICS.join("|"),
      description:
        "the distance of codes: euclidean of up to three values unless given, cosine of more",
    },
    out: { value: "DIR", description: "the folder to write, which needs the run no more" },
  },
  hearsInterrupts: true,
  example: "deno task isthmus index runs/strokes-deep --data strokes --out strokes-index",
  prepare(args) {
    const directory = requiredPositional(args, "RUN"), out = requiredValue(args, "out");
    const split = splitValue(args), data = args.value("data"), isBits = args.has("bits");
    const metric = choiceValue(args, "metric", METRICS);
    if (isBits && metric) {
      throw new TypeError(
        `Cannot use --metric ${metric} with --bits: bits are compared by how many differ`,
      );
    }
    return async (signal) => {
      const run = await openRun(directory);
      const end = await indexExamples(run, { data, split, isBits, metric, out, signal });
      return end.type === "whole"
        ? wholeOutcome(end, { directory, out })
        : interruptedIndex(end, { directory, out });
    };
  },
};

function wholeOutcome(
  { type: _type, remarks, ...end }: Extract<IndexEnd, { type: "whole" }>,
  { directory, out }: { directory: string; out: string },
): Outcome {
  const { count, size, kind, metric, bits } = end;
  const codes = bits ? `${size} bits` : `${size} value${size === 1 ? "" : "s"}, ${metric}`;
  const ask = { images: "--image FILE", texts: '--text "…"', table: "--row 1", vectors: "--row 1" };
  return {
    json: { run: directory, out, ...end },
    remarks,
    text: [
      `Indexed ${count} example${count === 1 ? "" : "s"} by codes of ${codes}, to ${out}`,
      ...(bits
        ? [
          `${bits.different} different codes; ${bits.constant} of ${size} bits never ${
            bits.constant === 1 ? "changes" : "change"
          }; ` +
          `the rarer value of a bit has ${
            (100 * bits.balance).toFixed(1)
          } % of the codes in the mean`,
        ]
        : []),
      `Ask it with: deno task isthmus search ${out} ${ask[kind]}`,
    ].join("\n"),
  };
}

function interruptedIndex(
  { done, count }: Extract<IndexEnd, { type: "interrupted" }>,
  { directory, out }: { directory: string; out: string },
): Outcome {
  return {
    json: { run: directory, out, interrupted: true, done, count },
    text:
      `Interrupted after ${done} of ${count} examples; the same command goes on with the others`,
    exitCode: INTERRUPTED,
  };
}
