import type { CopyEnd } from "../../workflows/retrieval/copy_index.ts";
import type { IndexEnd } from "../../workflows/retrieval/index_examples.ts";
import type { Outcome } from "../options/command.ts";
import { INTERRUPTED } from "./hear_interrupts.ts";

/** The outcome of an indexing, whole or interrupted. */
export function indexOutcome(
  end: IndexEnd,
  { directory, out }: { readonly directory: string; readonly out: string },
): Outcome {
  return end.type === "whole"
    ? wholeOutcome(end, { directory, out })
    : interruptedIndex(end, { directory, out });
}

/** The outcome of copying an index into a database, whole or interrupted. */
export function copyOutcome(
  end: CopyEnd,
  { directory, name }: { readonly directory: string; readonly name: string },
): Outcome {
  const { type: _type, ...facts } = end, json = { index: directory, to: name, ...facts };
  if (end.type === "interrupted") {
    return {
      json: { ...json, interrupted: true },
      text:
        `Interrupted after ${end.done} of ${end.count} items; the same command goes on with the others`,
      exitCode: INTERRUPTED,
    };
  }
  const { count, different, hnsw, remarks } = end;
  const task = name.startsWith("postgres") ? "search" : "isthmus search";
  return {
    json,
    remarks,
    text: [
      `Copied ${count} item${count === 1 ? "" : "s"}, of ${different} different codes, to ${name}`,
      ...(hnsw
        ? [
          `Its approximate index finds ${(100 * hnsw.recall).toFixed(1)} % of the ten nearest of ` +
          `${hnsw.queries} items; search --hnsw goes by it`,
        ]
        : []),
      `Ask it with: deno task ${task} '${name}' --row 1`,
    ].join("\n"),
  };
}

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
