import { reportRun } from "../../library/mod.ts";
import type { Command } from "../options/command.ts";
import { BESIDE_OPTION } from "../options/shared_options.ts";
import { requiredPositional } from "../options/values.ts";

/** Writes the report of a run anew. */
export const reportCommand: Command = {
  name: "report",
  place: 110,
  summary: "writes the report of a run anew: curves, reconstructions, codes, layers",
  positionals: "RUN",
  options: BESIDE_OPTION,
  example: "deno task isthmus report runs/strokes-deep",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const others = args.values("beside");
    return async () => {
      const path = await reportRun(directory, { beside: others });
      return { json: { run: directory, report: path }, text: `Wrote ${path}` };
    };
  },
};
