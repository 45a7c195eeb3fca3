import { analogyRows } from "../../report/pictures/analogy_rows.ts";
import { attributeRows } from "../../report/pictures/attribute_rows.ts";
import { checkDecodesCodes } from "../../report/pictures/check_decodes_codes.ts";
import { classDifference } from "../../report/pictures/class_difference.ts";
import { checkPictures } from "../../report/pictures/check_pictures.ts";
import { classLabel, indicesOfClass } from "../../report/pictures/classes.ts";
import { exampleWords } from "../../report/pictures/shown_examples.ts";
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
import { requiredPositional } from "../options/values.ts";

/** The number of test examples that an attribute is added to. */
const ROWS = 8;

/** Draws what codes become when the difference of two others is added to them. */
export const analogyCommand: Command = {
  name: "analogy",
  place: 70,
  summary: "draws what the decoder of a run makes of codes to which a difference of codes is added",
  positionals: "RUN",
  options: {
    examples: {
      value: "A,B,C",
      multiple: true,
      description: "test examples, counted from 0: draws them, and C + (B - A) in codes",
    },
    classes: {
      value: "FROM,TO",
      description: "draws examples of a class with growing shares of mean TO - mean FROM in codes",
    },
    ...PICTURE_OPTION,
  },
  example: "deno task isthmus analogy runs/strokes-deep --classes 3,8 --out analogy.png",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = pictureValue(args);
    const chosen = numbersValue(args, "examples", { length: 3, such: "3,8,1" });
    const names = classesValue(args, "classes");
    if ((names === undefined) === (chosen.length === 0)) {
      throw new TypeError("Cannot draw an analogy: expected either --examples or --classes");
    }
    return async () => {
      const run = await openRun(directory);
      checkDecodesCodes(run.model.plan, directory);
      await checkPictures(run, {
        what: "analogies",
        instead: '"encode --out FILE.csv" writes the codes to add and subtract',
      });
      const data = await readRunData(run);
      const { test, remarks } = data;
      if (!names) {
        const triples = chosen.map(([a, b, c]) => [a, b, c] as const);
        await using autoencoder = await loadRun(directory);
        const rows = await analogyRows(autoencoder, test, { triples });
        await writePicture(out, {
          ...rows,
          shape: test.shape,
          scaling: autoencoder.preprocessor.scaling,
        });
        return {
          json: { run: directory, out, examples: triples },
          remarks,
          text: `Drew to ${out}: ${
            triples.map((triple) => {
              const [a, b, c] = triple.map((i) => exampleWords(test, i, data.classes));
              return `${c} + (${b} − ${a})`;
            }).join(", ")
          }`,
        };
      }
      const [from, to] = names.map((name) => classLabel(name, { ...data, examples: test }));
      const indices = indicesOfClass(test, from).slice(0, ROWS);
      await using autoencoder = await loadRun(directory);
      const vector = await classDifference(autoencoder, data, { from, to });
      const rows = await attributeRows(autoencoder, test, { indices, vector });
      await writePicture(out, {
        ...rows,
        shape: test.shape,
        scaling: autoencoder.preprocessor.scaling,
      });
      return {
        json: { run: directory, out, classes: names, examples: indices },
        remarks,
        text: `Drew the way of ${indices.length} examples from class ${names[0]} to ${
          names[1]
        } to ${out}`,
      };
    };
  },
};
