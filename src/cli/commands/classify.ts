import { className, consecutiveBatches } from "../../data/mod.ts";
import { writeTable } from "../../io/tables/write_table.ts";
import { classNames } from "../../report/pictures/classes.ts";
import { loadRunClassifier } from "../../runs/load_run_classifier.ts";
import { openRun } from "../../runs/open_run.ts";
import { readExamples } from "../../runs/run_data.ts";
import { exampleTable } from "../console/example_table.ts";
import { formatTable } from "../console/table.ts";
import type { Command } from "../options/command.ts";
import { DATA_OPTION, SPLIT_OPTION, splitValue } from "../options/shared_options.ts";
import { endingsOf, targetOf } from "../options/target.ts";
import { requiredPositional } from "../options/values.ts";

const BATCH = 500;

/** Puts examples into the classes of a run's classifier. */
export const classifyCommand: Command = {
  name: "classify",
  place: 28,
  summary: "puts examples into classes by the classifier of a run",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...SPLIT_OPTION,
    out: { value: "FILE", description: `the table to write, ${endingsOf("table")}` },
    probabilities: { description: "write the probability of each class as well" },
  },
  example: "deno task isthmus classify runs/strokes-deep --data strokes --out classes.csv",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = args.value("out") === undefined
      ? undefined
      : targetOf(args.value("out")!, ["table"]).out;
    const data = args.value("data"), split = splitValue(args), hasAll = args.has("probabilities");
    return async () => {
      const run = await openRun(directory);
      await using classifier = await loadRunClassifier(directory);
      const { examples, name, classes: named, remarks } = await readExamples(run, {
        data,
        split,
        isNumbered: true,
      });
      const { classes } = classifier, size = classes.length, { count, ids, labels } = examples;
      const all = new Float32Array(count * size);
      for (const batch of consecutiveBatches(examples, BATCH)) {
        all.set((await classifier.classify(batch)).values, batch.from * size);
      }
      const chosen = Array.from({ length: count }, (_, at) => {
        const own = all.subarray(at * size, (at + 1) * size);
        return own.indexOf(Math.max(...own));
      });
      if (out !== undefined) {
        const table = exampleTable({ count, ids, labels: classNames(examples, named) }, {
          columns: [
            { name: "class", type: "text" },
            { name: "probability", type: "float" },
            ...(hasAll
              ? classes.map((name) => ({
                name: `probability of ${name}`,
                type: "float" as const,
                within: { field: "probabilities", key: name },
              }))
              : []),
          ],
          values: (at) => [
            classes[chosen[at]],
            all[at * size + chosen[at]],
            ...(hasAll ? all.subarray(at * size, (at + 1) * size) : []),
          ],
        });
        await writeTable(out, table);
      }
      const counts = classes.map((_, label) => chosen.filter((each) => each === label).length);
      const right = labels &&
        chosen.filter((each, at) => classes[each] === className(named, labels[at])).length;
      return {
        json: {
          run: directory,
          data: name,
          examples: count,
          ...(out !== undefined && { out }),
          counts: Object.fromEntries(classes.map((name, label) => [name, counts[label]])),
          ...(right !== undefined && { accuracy: right / count }),
        },
        remarks,
        text: [
          formatTable({
            columns: ["class", "examples"],
            rows: classes.map((name, label) => [name, String(counts[label])]),
          }),
          ...(right === undefined ? [] : [
            `${right} of ${count} are in the class of their label (${
              (100 * right / count).toFixed(2)
            } %).`,
          ]),
          ...(out === undefined ? [] : [`Wrote the classes to ${out}`]),
        ].join("\n\n"),
      };
    };
  },
};
