import { formatShape } from "../../core/shape.ts";
import { encodeNpy, wholeBatch } from "../../data/mod.ts";
import { atomicWrite } from "../../io/files/atomic_write.ts";
import { loadRun } from "../../runs/load_run.ts";
import { openRun } from "../../runs/open_run.ts";
import { readExamples } from "../../runs/run_data.ts";
import type { Command } from "../options/command.ts";
import { DATA_OPTION, SPLIT_OPTION, splitValue } from "../options/shared_options.ts";
import { requiredPositional, requiredValue } from "../options/values.ts";

/** Writes the codes of examples as a NumPy array. */
export const encodeCommand: Command = {
  name: "encode",
  place: 30,
  summary: "writes the codes of a data set as a NumPy array",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...SPLIT_OPTION,
    out: { value: "codes.npy", description: "the file to write" },
  },
  example: "deno task encode runs/strokes-deep --data strokes --out codes.npy",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = requiredValue(args, "out");
    if (!out.endsWith(".npy")) {
      throw new TypeError(`Cannot write ${out}: expected a file that ends in .npy`);
    }
    const split = splitValue(args);
    const data = args.value("data");
    return async () => {
      const run = await openRun(directory);
      const { examples, remarks } = await readExamples(run, { data, split });
      await using autoencoder = await loadRun(directory);
      const batch = wholeBatch(examples);
      const codes = await autoencoder.encode(batch, batch);
      await atomicWrite(out, encodeNpy(codes));
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
