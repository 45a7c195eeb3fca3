import { formatShape } from "../../core/shape.ts";
import { encodeNpy } from "../../data/mod.ts";
import { encodeAll } from "../../evaluation/passes/encode_all.ts";
import { atomicWrite } from "../../io/files/atomic_write.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";
import { writeTable } from "../../io/tables/write_table.ts";
import { classNames } from "../../report/pictures/classes.ts";
import { loadRun } from "../../runs/load_run.ts";
import { openRun } from "../../runs/open_run.ts";
import { readExamples } from "../../runs/run_data.ts";
import { exampleTable } from "../console/example_table.ts";
import type { Command } from "../options/command.ts";
import { DATA_OPTION, SPLIT_OPTION, splitValue } from "../options/shared_options.ts";
import { endingsOf, targetValue } from "../options/target.ts";
import { requiredPositional } from "../options/values.ts";

/** Writes the codes of examples as a NumPy array, or as a table with their ids and classes. */
export const encodeCommand: Command = {
  name: "encode",
  place: 30,
  summary: "writes the codes of a data set as a NumPy array, or as a table with ids and classes",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...SPLIT_OPTION,
    out: {
      value: "FILE",
      description: `the array to write, ${endingsOf("array")}, or the table, ${endingsOf("table")}`,
    },
  },
  example: "deno task encode runs/strokes-deep --data strokes --out codes.npy",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const { out, kind } = targetValue(args, ["array", "table"]);
    const split = splitValue(args);
    const data = args.value("data");
    return async () => {
      const run = await openRun(directory);
      const { examples, remarks } = await readExamples(run, { data, split });
      await using autoencoder = await loadRun(directory);
      const codes = await encodeAll(autoencoder, examples);
      if (kind === "array") {
        await makeFolderOf(out);
        await atomicWrite(out, encodeNpy(codes));
      } else {
        const { count, ids } = examples, size = codes.values.length / count;
        const labels = classNames(examples, run.config.data.classes);
        const table = exampleTable({ count, ids, labels }, {
          columns: Array.from({ length: size }, (_, i) => ({
            name: `code_${i + 1}`,
            type: "float",
            within: { field: "code" },
          })),
          values: (at) => codes.values.subarray(at * size, (at + 1) * size),
        });
        await writeTable(out, table);
      }
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
