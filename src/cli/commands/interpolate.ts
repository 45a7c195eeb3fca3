import { INTERPOLATION_PATHS } from "../../generation/mod.ts";
import { checkDecodesCodes } from "../../report/pictures/check_decodes_codes.ts";
import { checkPictures } from "../../report/pictures/check_pictures.ts";
import { classLabel } from "../../report/pictures/classes.ts";
import { exampleWords } from "../../report/pictures/shown_examples.ts";
import { interpolationRows } from "../../report/pictures/interpolation_rows.ts";
import { pairsOfClasses } from "../../report/pictures/pairs_of_classes.ts";
import { loadRun } from "../../runs/load_run.ts";
import { openRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { writePicture } from "../console/write_picture.ts";
import type { Command } from "../options/command.ts";
import {
  classesValue,
  numbersValue,
  PICTURE_OPTION,
  pictureValue,
} from "../options/shared_options.ts";
import { choiceValue, integerValue, requiredPositional } from "../options/values.ts";

/** The number of codes between two originals, and of pairs drawn, unless chosen. */
const DEFAULT_STEPS = 9, ROWS = 5;

/** Draws the way from one test example to another. */
export const interpolateCommand: Command = {
  name: "interpolate",
  place: 60,
  summary: "draws what the decoder of a run makes of codes between those of two test examples",
  positionals: "RUN",
  options: {
    examples: {
      value: "I,J",
      multiple: true,
      description: "two test examples, counted from 0 (pairs of classes unless given)",
    },
    classes: {
      value: "A,B",
      description: "two classes by name or number: pairs of their test examples",
    },
    steps: {
      value: "N",
      description: `how many codes in a row, both ends counted (${DEFAULT_STEPS} unless given)`,
    },
    path: { value: INTERPOLATION_PATHS.join("|"), description: "the way (linear unless given)" },
    ...PICTURE_OPTION,
  },
  example: "deno task isthmus interpolate runs/strokes-deep --classes 3,8 --out between.png",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = pictureValue(args);
    const steps = integerValue(args, "steps", { least: 2 }) ?? DEFAULT_STEPS;
    const path = choiceValue(args, "path", INTERPOLATION_PATHS) ?? "linear";
    const chosen = numbersValue(args, "examples", { length: 2, such: "3,8" });
    const names = classesValue(args, "classes");
    if (names && chosen.length > 0) {
      throw new TypeError("Cannot use --classes with --examples: choose by one of them");
    }
    return async () => {
      const run = await openRun(directory);
      checkDecodesCodes(run.model.plan, directory);
      await checkPictures(run, {
        what: "interpolations",
        instead: '"encode --out FILE.csv" writes the codes to interpolate',
      });
      const { test, classes, remarks } = await readRunData(run);
      const labels = names?.map((name) => classLabel(name, { examples: test, classes }));
      const pairs = chosen.length > 0
        ? chosen.map(([i, j]) => [i, j] as const)
        : pairsOfClasses(test, { rows: ROWS, ...(labels && { labels }) });
      await using autoencoder = await loadRun(directory);
      const rows = await interpolationRows(autoencoder, test, { pairs, steps, path });
      const { scaling } = autoencoder.preprocessor;
      await writePicture(out, { ...rows, shape: test.shape, scaling });
      return {
        json: { run: directory, out, pairs, steps, path },
        remarks,
        text: `Drew ${steps} steps between the examples of ${pairs.length} ${
          pairs.length === 1 ? "pair" : "pairs"
        } to ${out}: ${
          pairs.map((pair) => pair.map((i) => exampleWords(test, i, classes)).join(" to ")).join(
            ", ",
          )
        }`,
      };
    };
  },
};
