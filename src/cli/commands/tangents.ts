import { basename, resolve } from "@std/path";
import { sizeOf } from "../../core/shape.ts";
import { createRng } from "../../core/rng.ts";
import { type Examples, firstExamples, takeExamples } from "../../data/mod.ts";
import { openComparedRun } from "../../evaluation/compared_models.ts";
import type { TrainedModel } from "../../model/mod.ts";
import { checkPictures } from "../../report/pictures/check_pictures.ts";
import { tangentImages } from "../../report/pictures/tangent_images.ts";
import { exampleTangents } from "../../evaluation/passes/example_tangents.ts";
import { type JacobianNorm, jacobianNorm } from "../../evaluation/passes/jacobian_norm.ts";
import { someIndices } from "../../evaluation/passes/some_indices.ts";
import { readPreprocessor } from "../../runs/preprocessor_file.ts";
import { openRun } from "../../runs/open_run.ts";
import { readExamples } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { formatTable } from "../console/table.ts";
import { writePicture } from "../console/write_picture.ts";
import type { Command } from "../options/command.ts";
import { BESIDE_OPTION, DATA_OPTION, pictureValue } from "../options/shared_options.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** The number of examples drawn, and of directions beside each, unless the user says otherwise. */
const DEFAULTS = { count: 10, directions: 10 };

/**
 * The number of examples that singular values are averaged over, and of values that are printed.
 */
const MEASURED = 50, LEADING = 5;

/** Draws the changes of an input that move its code most. */
export const tangentsCommand: Command = {
  name: "tangents",
  place: 90,
  summary:
    "draws in which directions the codes of a run answer to changes of examples, and how much",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...BESIDE_OPTION,
    count: { value: "N", description: `how many examples (${DEFAULTS.count} unless given)` },
    directions: {
      value: "K",
      description: `how many directions of each (${DEFAULTS.directions} unless given)`,
    },
    out: {
      value: "PNG",
      description: "the picture to write; without it, only how much is printed",
    },
  },
  example: "deno task isthmus tangents runs/mnist-contractive --out tangents.png",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = args.value("out") === undefined ? undefined : pictureValue(args);
    const data = args.value("data");
    const others = args.values("beside");
    const wanted = integerValue(args, "count", { least: 1 }) ?? DEFAULTS.count;
    const directions = integerValue(args, "directions", { least: 1 });
    return async () => {
      const run = await openRun(directory);
      if (out !== undefined) {
        await checkPictures(run, {
          what: "tangents",
          instead: "leave --out away to measure alone how much codes answer",
        });
      }
      await startRunBackend(run.config);
      const on = await readExamples(run, { data, split: "test" }), test = on.examples;
      const all = [run, ...await Promise.all(others.map((other) => openComparedRun(other, on)))];
      const [rank, ...ranks] = all.map(({ model: { plan } }) =>
        Math.min(sizeOf(plan.codeShape), sizeOf(test.shape))
      );
      const shown = directions ?? Math.min(DEFAULTS.directions, rank);
      const drawn = firstExamples(test, wanted);
      if (out !== undefined) {
        await writePicture(out, {
          images: tangentImages(run.model, drawn, {
            directions: shown,
            scaling: (await readPreprocessor(directory)).scaling,
          }),
          shape: test.shape,
          columns: 1 + shown,
          // Directions come from white to black round a grey zero.
          range: [0, 1],
        });
      }
      const answers = all.map(({ directory, model }) => answerOf(directory, model, test));
      const [{ run: _, ...own }, ...rest] = answers;
      return {
        json: {
          run: directory,
          ...(out !== undefined && { out, count: drawn.count, directions: shown }),
          ...own,
          ...(rest.length > 0 && { beside: rest }),
        },
        remarks: on.remarks,
        text: [
          ...(out === undefined ? [] : [
            `Drew ${drawn.count} examples and ${shown} tangent directions of each to ${out}`,
            "",
          ]),
          tableOf(answers, Math.min(LEADING, rank, ...ranks)),
        ].join("\n"),
      };
    };
  },
};

/** The strength with which the codes of a run answer to changes of examples. */
type Answer = JacobianNorm & {
  /** The folder of the run. */
  readonly run: string;
  /** Averaged over examples, the largest first. */
  readonly singularValues: readonly number[];
};

function answerOf(run: string, model: TrainedModel, test: Examples): Answer {
  const rng = createRng(0).fork("tangents");
  const some = takeExamples(test, someIndices(test.count, { most: MEASURED, rng }));
  const tangents = exampleTangents(model, some, { directions: 0 });
  const singularValues = meanValues(tangents.map(({ values }) => values));
  return { run, ...jacobianNorm(model, test), singularValues };
}

/** The answers of runs as a table, with so many leading singular values. */
function tableOf(answers: readonly Answer[], leading: number): string {
  const values = Array.from({ length: leading }, (_, i) => `singular value ${i + 1}`);
  return formatTable({
    columns: ["", "norm of the Jacobian", "its square", ...values],
    rows: answers.map(({ run, norm, squaredNorm, singularValues }) => [
      basename(resolve(run)),
      ...[norm, squaredNorm, ...singularValues.slice(0, leading)].map((value) =>
        value.toPrecision(4)
      ),
    ]),
  });
}

/** The mean of each singular value over the examples. */
function meanValues(examples: readonly (readonly number[])[]): number[] {
  return examples[0].map((_, i) =>
    examples.reduce((sum, values) => sum + values[i], 0) / examples.length
  );
}
