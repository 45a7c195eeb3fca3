import { parseDatabaseAddress } from "../../databases/mod.ts";
import { METRICS } from "../../retrieval/mod.ts";
import { openRun } from "../../runs/open_run.ts";
import { copyIndex } from "../../workflows/retrieval/copy_index.ts";
import { indexExamples } from "../../workflows/retrieval/index_examples.ts";
import { holdsIndexOf } from "../../workflows/retrieval/holds_index_of.ts";
import { copyOutcome, indexOutcome } from "../console/index_outcome.ts";
import type { Arguments, Command } from "../options/command.ts";
import { DATA_OPTION, SPLIT_OPTION, splitValue } from "../options/shared_options.ts";
import { choiceValue, requiredPositional, requiredValue } from "../options/values.ts";

/** Writes a folder in which examples are found by what is like them. */
export const indexCommand: Command = {
  name: "index",
  place: 31,
  summary: "writes a folder in which the examples of a data set are found by what is like them",
  positionals: "RUN|INDEX",
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
    to: {
      value: "ADDRESS",
      description: "copy the index, that of --out or INDEX, into a database: " +
        "postgres://user:password@host:port/db#table, pglite:FOLDER#table or sqlite:FILE#table",
    },
    half: { description: "with --to: keep real values in halves of floats, of pgvector" },
    hnsw: { description: "with --to: make an approximate index, of pgvector, and measure it" },
  },
  hearsInterrupts: true,
  example: "deno task isthmus index runs/strokes-deep --data strokes --out strokes-index",
  prepare(args) {
    const directory = requiredPositional(args, "RUN"), to = args.value("to");
    const address = to === undefined ? undefined : parseDatabaseAddress(to);
    const isCopied = address !== undefined && args.value("out") === undefined;
    checkTogether(args, { isCopied, hasAddress: address !== undefined });
    const out = isCopied ? directory : requiredValue(args, "out");
    const split = splitValue(args), data = args.value("data"), isBits = args.has("bits");
    const metric = choiceValue(args, "metric", METRICS);
    if (isBits && metric) {
      throw new TypeError(
        `Cannot use --metric ${metric} with --bits: bits are compared by how many differ`,
      );
    }
    const copy = { isHalf: args.has("half"), hasHnsw: args.has("hnsw") };
    return async (signal) => {
      const isThere = isCopied ||
        address !== undefined && await holdsIndexOf(directory, { out, isBits });
      if (!isThere) {
        const options = { data, split, isBits, metric, out, signal };
        const end = await indexExamples(await openRun(directory), options);
        if (!address || end.type === "interrupted") return indexOutcome(end, { directory, out });
      }
      const { remarks = [], ...copied } = copyOutcome(
        await copyIndex(out, { ...copy, address: address!, signal }),
        { directory: out, name: address!.name },
      );
      const kept =
        `${out} holds an index by the encoder of ${directory}, which is copied as it is.`;
      return { ...copied, remarks: [...(isThere && !isCopied ? [kept] : []), ...remarks] };
    };
  },
};

/** Refuses options that say nothing of what is asked for. */
function checkTogether(
  args: Arguments,
  { isCopied, hasAddress }: { readonly isCopied: boolean; readonly hasAddress: boolean },
): void {
  for (const option of ["half", "hnsw"]) {
    if (args.has(option) && !hasAddress) {
      throw new TypeError(`Cannot use --${option} without --to: a folder has no such index`);
    }
  }
  for (const option of ["data", "split", "metric", "bits"]) {
    if (isCopied && (args.has(option) || args.value(option) !== undefined)) {
      throw new TypeError(
        `Cannot use --${option} with --to and without --out: an index that is there is copied as it is`,
      );
    }
  }
}
