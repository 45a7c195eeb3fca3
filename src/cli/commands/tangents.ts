import { basename, resolve } from "@std/path";
import { sizeOf } from "../../core/shape.ts";
import { firstExamples } from "../../data/mod.ts";
import { atomicWrite } from "../../io/files/atomic_write.ts";
import { encodeImageSheet } from "../../plots/png.ts";
import { openOtherRun } from "../../evaluation/beside_run.ts";
import type { TrainedModel } from "../../model/mod.ts";
import { tangentImages } from "../../report/pictures/tangent_images.ts";
import { exampleTangents } from "../../evaluation/passes/example_tangents.ts";
import { jacobianNorm } from "../../evaluation/passes/jacobian_norm.ts";
import { openRun } from "../../runs/open_run.ts";
import { readOtherExamples, readRunData } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { BESIDE_OPTION } from "../options/beside.ts";
import { type Command, integerValue, requiredPositional } from "../options/command.ts";
import { PICTURE_OPTION, pictureValue } from "../console/picture.ts";
import { formatTable } from "../console/table.ts";

/** How many examples are drawn, and how many directions beside each, unless the user says otherwise. */
const DEFAULTS = { count: 10, directions: 10 };

/** How many examples the singular values are averaged over. */
const MEASURED = 50;

/** Draws the changes of an input that move its code most. */
export const tangentsCommand: Command = {
  name: "tangents",
  summary:
    "draws in which directions the codes of a run answer to changes of examples, and how much",
  positionals: "RUN",
  options: {
    data: { value: "D", description: "other data than the run was trained on, of the same shape" },
    ...BESIDE_OPTION,
    count: { value: "N", description: `how many examples (${DEFAULTS.count} unless given)` },
    directions: {
      value: "K",
      description: `how many directions of each (${DEFAULTS.directions} unless given)`,
    },
    ...PICTURE_OPTION,
  },
  example: "deno task isthmus tangents runs/mnist-contractive --out tangents.png",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = pictureValue(args);
    const dataName = args.value("data");
    const others = args.values("beside");
    const wanted = integerValue(args, "count", { least: 1 }) ?? DEFAULTS.count;
    const directions = integerValue(args, "directions", { least: 1 });
    return async () => {
      const run = await openRun(directory);
      await startRunBackend(run.config);
      const test = dataName === undefined
        ? (await readRunData(run)).test
        : await readOtherExamples(run, dataName, { split: "test" });
      const on = { examples: test, name: dataName ?? run.config.data.name };
      const beside = await Promise.all(others.map((other) => openOtherRun(other, on)));
      const rank = ({ plan }: TrainedModel) => Math.min(sizeOf(plan.codeShape), sizeOf(test.shape));
      const shown = directions ?? Math.min(DEFAULTS.directions, rank(run.model));
      const drawn = firstExamples(test, wanted);
      await atomicWrite(out, draw(run.model, drawn, shown));
      const measured = firstExamples(test, MEASURED);
      const results = [run, ...beside].map((of) => ({
        run: of.directory,
        ...jacobianNorm(of.model, test),
        singularValues: meanValues(
          exampleTangents(of.model, measured, { directions: 0 }).map(({ values }) => values),
        ),
      }));
      const [{ run: _, ...own }, ...rest] = results;
      const leading = Math.min(5, ...[run, ...beside].map(({ model }) => rank(model)));
      return {
        json: {
          run: directory,
          out,
          count: drawn.count,
          directions: shown,
          ...own,
          ...(rest.length > 0 && { beside: rest }),
        },
        text: [
          `Drew ${drawn.count} examples and ${shown} tangent directions of each to ${out}`,
          "",
          formatTable({
            columns: [
              "",
              "norm of the Jacobian",
              "its square",
              ...Array.from({ length: leading }, (_, i) => `singular value ${i + 1}`),
            ],
            rows: results.map(({ run: path, norm, squaredNorm, singularValues }) => [
              basename(resolve(path)),
              ...[norm, squaredNorm, ...singularValues.slice(0, leading)].map((value) =>
                value.toPrecision(4)
              ),
            ]),
          }),
        ].join("\n"),
      };
    };
  },
};

/** Rows of an example and its leading directions, each from white to black round a grey zero. */
function draw(
  model: TrainedModel,
  examples: ReturnType<typeof firstExamples>,
  directions: number,
): Uint8Array<ArrayBuffer> {
  const { count, shape } = examples;
  const images = tangentImages(model, examples, { directions });
  return encodeImageSheet({
    images,
    shape,
    rows: count,
    columns: 1 + directions,
    gap: 2,
    scale: 2,
    range: [0, 1],
  });
}

/** The mean of each singular value over the examples. */
function meanValues(examples: readonly (readonly number[])[]): number[] {
  return examples[0].map((_, i) =>
    examples.reduce((sum, values) => sum + values[i], 0) / examples.length
  );
}
