import type { ComparedRun } from "../../../comparison/compared_run.ts";
import {
  comparedErrors,
  type ComparedFigure,
  comparedSizes,
} from "../../../comparison/comparison_figures.ts";
import { comparisonRemarks } from "../../../comparison/comparison_remarks.ts";
import { readComparedRuns, writeComparison } from "../../../comparison/compare_runs.ts";
import { differingFields, fieldText } from "../../../comparison/differing_fields.ts";
import { formatTable } from "../../console/table.ts";
import type { Command } from "../../options/command.ts";
import { targetOf } from "../../options/target.ts";

/** Compares runs: their curves over one another, what differs between them, their errors and sizes. */
export const compareCommand: Command = {
  name: "compare",
  place: 115,
  summary: "compares runs: curves over one another, options that differ, errors and sizes",
  positionals: "RUN RUN …",
  options: {
    out: { value: "HTML", description: "the page to write; without it figures are printed alone" },
  },
  example: "deno task isthmus compare runs/strokes-deep runs/strokes-deep-2 --out compare.html",
  prepare(args) {
    const directories = args.positionals;
    if (directories.length < 2) {
      throw new TypeError(
        `Cannot compare ${directories[0] ?? "nothing"}: name the folders of two runs or more`,
      );
    }
    const given = args.value("out");
    const out = given === undefined ? undefined : targetOf(given, ["page"]).out;
    return async () => {
      const runs = await readComparedRuns(directories);
      const remarks = comparisonRemarks(runs);
      if (out !== undefined) await writeComparison(out, runs);
      return {
        json: {
          ...(out !== undefined && { out }),
          runs: runs.map((run, i) => ({
            run: run.directory,
            name: run.name,
            errors: valuesOf(comparedErrors(runs), i),
            sizes: valuesOf(comparedSizes(runs), i),
          })),
          differences: differingFields(runs).map(({ path, values }) => ({
            path,
            values: values.map((value) => value === undefined ? null : JSON.parse(value)),
          })),
          remarks,
        },
        remarks,
        text: textOf(runs, out),
      };
    };
  },
};

function valuesOf(figures: readonly ComparedFigure[], run: number): Record<string, number> {
  return Object.fromEntries(
    figures.flatMap(({ name, values }) => {
      const value = values[run];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function textOf(runs: readonly ComparedRun[], out: string | undefined): string {
  const names = runs.map(({ name }) => name);
  const figures = [...comparedErrors(runs), ...comparedSizes(runs)];
  const rows = figures.map(({ name, values, format }) => [
    name,
    ...values.map((value) => value === undefined ? "–" : format(value)),
  ]);
  const differences = differingFields(runs).map(({ path, values }) => [
    path,
    ...values.map(fieldText),
  ]);
  return [
    formatTable({ columns: ["", ...names], rows }),
    ...(differences.length > 0
      ? [formatTable({ columns: ["options that differ", ...names], rows: differences })]
      : []),
    ...(out === undefined ? [] : [`Wrote ${out}`]),
  ].join("\n\n");
}
