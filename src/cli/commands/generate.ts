import { ownUnits } from "../../core/own_units.ts";
import { createRng } from "../../core/rng.ts";
import type { CodeRange } from "../../generation/mod.ts";
import { checkDecodesCodes } from "../../report/pictures/check_decodes_codes.ts";
import { checkPictures, checkRows } from "../../report/pictures/check_pictures.ts";
import {
  checkCodeChoice,
  chooseCodes,
  type CodeChoice,
} from "../../report/pictures/choose_codes.ts";
import { classNames } from "../../report/pictures/classes.ts";
import { DEFAULT_COMPONENTS } from "../../report/pictures/fit_codes.ts";
import { labelsOfCodes } from "../../report/pictures/labels_of_codes.ts";
import { modelClass } from "../../report/pictures/model_class.ts";
import { writeTable } from "../../io/tables/write_table.ts";
import { loadRun } from "../../runs/load_run.ts";
import { readPreprocessor } from "../../runs/preprocessor_file.ts";
import { openRun } from "../../runs/open_run.ts";
import { dataColumns } from "../console/data_columns.ts";
import { exampleTable } from "../console/example_table.ts";
import { writePicture } from "../console/write_picture.ts";
import type { Arguments, Command } from "../options/command.ts";
import { endingsOf, type Target, targetValue } from "../options/target.ts";
import { choiceValue, integerValue, requiredPositional } from "../options/values.ts";

/** The number of images drawn unless the user says otherwise. */
const DEFAULT_COUNT = 100;

/** The number of images that one picture holds. */
const MOST = 10_000;

/** The distributions that codes are drawn from. */
const SOURCES = ["mixture", "normal"] as const;

/** Draws images, or writes rows, that the decoder of a run makes of new codes. */
export const generateCommand: Command = {
  name: "generate",
  place: 50,
  summary:
    "draws new images or writes new rows: what a decoder makes of codes drawn at random or on a grid",
  positionals: "RUN",
  options: {
    count: { value: "N", description: `how many images or rows (${DEFAULT_COUNT} unless given)` },
    grid: {
      value: "CxR",
      description: "of a code of 2 values: columns and rows over the range of most training codes",
    },
    from: {
      value: SOURCES.join("|"),
      description:
        "where codes come from: a Gaussian mixture fitted to training codes unless given",
    },
    components: {
      value: "K",
      description: `the components of the mixture (${DEFAULT_COMPONENTS} unless given)`,
    },
    range: {
      value: "LO,HI",
      description: "the range of the grid along both axes (write --range=-3,3)",
    },
    class: {
      value: "C",
      description:
        "of a model that depends on classes: the name or number (all in turn unless given)",
    },
    seed: { value: "N", description: "of what is drawn at random (0 unless given)" },
    out: {
      value: "FILE",
      description: `the picture to write, ${endingsOf("picture")}, or of no pictures the table, ${
        endingsOf("table")
      }`,
    },
  },
  example: "deno task isthmus generate runs/strokes-deep --count 64 --out generated.png",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const { out, kind } = targetValue(args, ["picture", "table"]);
    const choice = choiceOf(args, kind);
    const wanted = args.value("class");
    return async () => {
      const run = await openRun(directory);
      const { plan } = run.model;
      checkDecodesCodes(plan, directory);
      if (kind === "picture") {
        await checkPictures(run, { what: "new examples", instead: "give --out FILE.csv" });
      } else await checkRows(run, { what: "new examples", instead: "give --out FILE.png" });
      checkCodeChoice(choice, { directory, codeShape: plan.codeShape });
      const label = wanted === undefined ? {} : { label: modelClass(wanted, run) };
      await using autoencoder = await loadRun(directory);
      const { codes, columns, json, text, remarks = [] } = await chooseCodes(choice, {
        run,
        autoencoder,
      });
      const [count] = codes.shape;
      const of = labelsOfCodes(autoencoder, { count, ...label });
      const { values } = await autoencoder.decode(codes, of);
      if (kind === "table") {
        const preprocessor = await readPreprocessor(directory);
        const rows = ownUnits(values, preprocessor), size = rows.length / count;
        const labels = classNames(of, run.config.data.classes);
        const { columns, cells } = dataColumns(preprocessor);
        const table = exampleTable({ count, labels }, {
          columns,
          values: (at) => cells(rows.subarray(at * size, (at + 1) * size)),
        });
        await writeTable(out, table);
      } else {
        const { inputShape: shape, preprocessor: { scaling } } = autoencoder;
        await writePicture(out, { images: values, shape, columns, scaling });
      }
      return {
        json: { run: directory, out, count, ...json },
        remarks,
        text: kind === "table"
          ? `Wrote ${count} rows ${text} to ${out}`
          : `Drew ${count} images ${text} to ${out}`,
      };
    };
  },
};

function choiceOf(args: Arguments, kind: Target["kind"]): CodeChoice {
  const from = choiceValue(args, "from", SOURCES) ?? "mixture";
  const rng = createRng(integerValue(args, "seed") ?? 0).fork("generate");
  const grid = gridValue(args);
  const range = rangeValue(args);
  const count = integerValue(args, "count", { least: 1 });
  const components = integerValue(args, "components", { least: 1 });
  const images = grid ? grid[0] * grid[1] : count ?? DEFAULT_COUNT;
  if (kind === "picture" && images > MOST) {
    throw new TypeError(
      `Cannot draw ${images} images in one picture: expected ${MOST.toLocaleString("en")} at most`,
    );
  }
  if (range && !grid) throw new TypeError("Cannot use --range without --grid");
  if (range && from === "normal") {
    throw new TypeError("Cannot use --range with --from normal: its grid covers the whole of it");
  }
  if (grid && (count !== undefined || components !== undefined)) {
    throw new TypeError(
      `Cannot use --${count !== undefined ? "count" : "components"} with --grid: ` +
        "nothing of a grid is drawn at random",
    );
  }
  if (components !== undefined && from === "normal") {
    throw new TypeError("Cannot use --components with --from normal: it has one");
  }
  if (grid) return { from, rng, grid, ...(range && { range }) };
  return { from, rng, count: images, ...(components && { components }) };
}

/** The columns and rows that `CxR` says; throws a TypeError for other text. */
function gridValue(args: Arguments): readonly [number, number] | undefined {
  const text = args.value("grid");
  if (text === undefined) return undefined;
  const [, columns, rows] = text.match(/^([1-9]\d{0,3})x([1-9]\d{0,3})$/) ?? [];
  if (columns !== undefined) return [Number(columns), Number(rows)];
  throw new TypeError(`Cannot use --grid ${text}: expected columns and rows, such as 20x20`);
}

/** The range that `LO,HI` says, along both axes; throws a TypeError for other text. */
function rangeValue(args: Arguments): CodeRange | undefined {
  const text = args.value("range");
  if (text === undefined) return undefined;
  const ends = text.split(",").map((end) => end.trim() === "" ? NaN : Number(end));
  const [low, high] = ends;
  if (ends.length === 2 && high > low && Number.isFinite(high - low)) {
    return [[low, high], [low, high]];
  }
  throw new TypeError(
    `Cannot use --range ${text}: expected two numbers, the second greater, such as --range=-3,3`,
  );
}
