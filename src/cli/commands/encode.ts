import type { NdArray } from "../../core/nd_array.ts";
import { formatShape } from "../../core/shape.ts";
import { encodeNpy, type Examples, wholeBatch } from "../../data/mod.ts";
import { atomicWrite, atomicWriteText } from "../../io/files/atomic_write.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";
import { className } from "../../report/pictures/classes.ts";
import { loadRun } from "../../runs/load_run.ts";
import { openRun } from "../../runs/open_run.ts";
import { readExamples } from "../../runs/run_data.ts";
import { shortNumber, writeCsv } from "../console/write_csv.ts";
import type { Command } from "../options/command.ts";
import { DATA_OPTION, SPLIT_OPTION, splitValue } from "../options/shared_options.ts";
import { requiredPositional, requiredValue } from "../options/values.ts";

/** Codes, and what goes with them in a table. */
interface Coded {
  /** [N, …code] */
  readonly codes: NdArray;
  readonly examples: Examples;
  readonly classes: readonly string[] | undefined;
}

const ENDINGS = [".npy", ".csv", ".jsonl"] as const;

/** The writer of codes for each ending of a file. */
const WRITERS: Readonly<
  Record<(typeof ENDINGS)[number], (out: string, coded: Coded) => Promise<void>>
> = {
  ".npy": async (out, { codes }) => {
    await makeFolderOf(out);
    await atomicWrite(out, encodeNpy(codes));
  },
  ".csv": async (out, coded) => {
    const rows = rowsOf(coded), [{ code: _, ...names }] = rows, size = rows[0].code.length;
    await writeCsv(out, {
      columns: [...Object.keys(names), ...Array.from({ length: size }, (_, i) => `code_${i + 1}`)],
      rows: rows.map(({ code, ...names }) => [...Object.values(names), ...code]),
    });
  },
  ".jsonl": async (out, coded) => {
    await makeFolderOf(out);
    const lines = rowsOf(coded).map(({ code, ...names }) =>
      JSON.stringify({ ...names, code: code.map(shortNumber) }) + "\n"
    );
    await atomicWriteText(out, lines.join(""));
  },
};

/** The id, the class and the code of each example, as far as it has them. */
function rowsOf(
  { codes, examples: { ids, labels }, classes }: Coded,
): { id?: string; label?: string; code: number[] }[] {
  const [count] = codes.shape, size = codes.values.length / count;
  return Array.from({ length: count }, (_, i) => ({
    ...(ids && { id: ids[i] }),
    ...(labels && { label: className(labels[i], classes) }),
    code: [...codes.values.subarray(i * size, (i + 1) * size)],
  }));
}

/** Writes the codes of examples as a NumPy array, as a table or as JSON lines. */
export const encodeCommand: Command = {
  name: "encode",
  place: 30,
  summary: "writes the codes of a data set as a NumPy array, a table or JSON lines",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...SPLIT_OPTION,
    out: {
      value: "FILE",
      description: "the file to write: codes.npy, or codes.csv or .jsonl with ids and classes",
    },
  },
  example: "deno task encode runs/strokes-deep --data strokes --out codes.npy",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = requiredValue(args, "out");
    const ending = ENDINGS.find((ending) => out.endsWith(ending));
    if (ending === undefined) {
      throw new TypeError(
        `Cannot write ${out}: expected a file that ends in ${ENDINGS.join(" or ")}`,
      );
    }
    const split = splitValue(args);
    const data = args.value("data");
    return async () => {
      const run = await openRun(directory);
      const { examples, remarks } = await readExamples(run, { data, split });
      await using autoencoder = await loadRun(directory);
      const batch = wholeBatch(examples);
      const codes = await autoencoder.encode(batch, batch);
      await WRITERS[ending](out, { codes, examples, classes: run.config.data.classes });
      return {
        json: { run: directory, out, shape: codes.shape },
        remarks,
        text: `Wrote the codes of ${examples.count} examples, ${
          formatShape(codes.shape)
        }, to ${out}`,
      };
    };
  },
};
