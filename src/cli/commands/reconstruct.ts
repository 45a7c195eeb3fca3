import { listWords } from "../../core/sentences.ts";
import { ownUnits } from "../../core/own_units.ts";
import { type Examples, firstExamples, gatherBatch, wholeBatch } from "../../data/mod.ts";
import { reconstructAll } from "../../evaluation/passes/reconstruct_all.ts";
import { checkPictures, checkRows } from "../../report/pictures/check_pictures.ts";
import { classNames } from "../../report/pictures/classes.ts";
import { stackRows } from "../../report/pictures/image_rows.ts";
import { reconstructExamples } from "../../report/pictures/reconstruct_examples.ts";
import { openComparedModels } from "../../evaluation/compared_models.ts";
import { pcaOfRun } from "../../evaluation/pca_file.ts";
import type { Table } from "../../io/tables/table.ts";
import { writeTable } from "../../io/tables/write_table.ts";
import { loadRun } from "../../runs/load_run.ts";
import { openRun } from "../../runs/open_run.ts";
import { readPreprocessor } from "../../runs/preprocessor_file.ts";
import { readExamples, runDataOnce } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { type DataColumns, dataColumns } from "../console/data_columns.ts";
import { exampleTable } from "../console/example_table.ts";
import { writePicture } from "../console/write_picture.ts";
import { pictureNames, writePictures } from "../console/write_pictures.ts";
import type { Command, Outcome } from "../options/command.ts";
import { BESIDE_OPTION, DATA_OPTION, SPLIT_OPTION, splitValue } from "../options/shared_options.ts";
import { endingsOf, targetValue } from "../options/target.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** The number of examples drawn unless the user says otherwise. */
const DEFAULT_COUNT = 16;

/** Draws inputs over their reconstructions by the autoencoder and by PCA, or writes those of the autoencoder. */
export const reconstructCommand: Command = {
  name: "reconstruct",
  place: 40,
  summary:
    "draws inputs over their reconstructions by a run, by others and by PCA, or writes these",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...SPLIT_OPTION,
    ...BESIDE_OPTION,
    count: {
      value: "N",
      description: `how many examples (${DEFAULT_COUNT} in one picture, else all, unless given)`,
    },
    out: {
      value: "PATH",
      description: `one picture, ${endingsOf("picture")}, one of each example, DIR/, or a table, ${
        endingsOf("table")
      }`,
    },
  },
  example: "deno task reconstruct runs/strokes-deep --count 10 --out reconstructions.png",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const { out, kind } = targetValue(args, ["picture", "table", "folder"]);
    const split = splitValue(args);
    const other = args.value("data");
    const others = args.values("beside");
    const chosen = integerValue(args, "count", { least: 1 });
    if (kind !== "picture") {
      if (others.length > 0) {
        throw new TypeError(
          `Cannot use --beside with --out ${out}: only a picture has room for others`,
        );
      }
      return () => writeEach({ directory, out, kind, data: other, split, wanted: chosen });
    }
    const wanted = chosen ?? DEFAULT_COUNT;
    return async () => {
      const run = await openRun(directory);
      await checkPictures(run, { what: "reconstructions", instead: "give --out FILE.csv" });
      await startRunBackend(run.config);
      const own = runDataOnce(run);
      const { name, examples, remarks } = await readExamples(run, { data: other, split, own });
      const pca = await pcaOfRun(run, async () => (await own()).train);
      const count = Math.min(wanted, examples.count);
      const indices = [...Array(count).keys()];
      const inputs = gatherBatch(examples, indices);
      await using autoencoder = await loadRun(directory);
      await using beside = await openComparedModels(run, { others, examples, name });
      const { plan } = run.model, { seed } = run.config.recipe;
      const methods = await reconstructExamples(
        { plan, autoencoder, beside, pca, seed },
        { examples, indices },
      );
      const rows = [inputs, ...methods.map(({ outputs }) => outputs)];
      const sheet = stackRows(rows.map((images) => ({ images, columns: count })));
      const { scaling } = autoencoder.preprocessor;
      await writePicture(out, { ...sheet, shape: examples.shape, scaling });
      const names = methods.map(({ name }) => name);
      return {
        json: { run: directory, out, count, methods: names },
        remarks,
        text: `Drew ${count} examples over ${listWords(names)} to ${out}`,
      };
    };
  },
};

/** Writes the reconstruction of each example: a row of a table, or a picture of its own. */
async function writeEach(
  { directory, out, kind, data, split, wanted }: {
    directory: string;
    out: string;
    kind: "table" | "folder";
    data: string | undefined;
    split: "train" | "test";
    wanted: number | undefined;
  },
): Promise<Outcome> {
  const run = await openRun(directory), what = "reconstructions";
  if (kind === "table") {
    await checkRows(run, { what, instead: "give --out FILE.png or --out DIR/" });
  } else await checkPictures(run, { what, instead: "give --out FILE.csv" });
  const { examples: all, remarks } = await readExamples(run, { data, split });
  const examples = wanted === undefined ? all : firstExamples(all, wanted);
  await using autoencoder = await loadRun(directory);
  const preprocessor = await readPreprocessor(directory);
  const inputs = ownUnits(wholeBatch(examples).values, preprocessor);
  const outputs = ownUnits(await reconstructAll(autoencoder, examples), preprocessor);
  const { count, shape, ids } = examples;
  if (kind === "table") {
    const { classes } = run.config.data, columns = dataColumns(preprocessor);
    await writeTable(out, reconstructionTable(examples, { inputs, outputs, columns, classes }));
  } else {
    const range = preprocessor.numbers === "bytes"
      ? [0, 255] as const
      : preprocessor.scaling
      ? rangeOf(inputs)
      : [0, 1] as const;
    await writePictures(out, { images: outputs, shape, names: pictureNames(count, ids), range });
  }
  return {
    json: { run: directory, out, count, methods: ["autoencoder"] },
    remarks,
    text: `Wrote the reconstructions of ${count} examples to ${out}`,
  };
}

/** A row for each example: its id and class where it has them, each value and its reconstruction. */
function reconstructionTable(
  examples: Examples,
  { inputs, outputs, columns: { columns, cells }, classes }: {
    inputs: Float32Array;
    outputs: Float32Array;
    columns: DataColumns;
    classes: readonly string[] | undefined;
  },
): Table {
  const { count, ids } = examples, size = inputs.length / count;
  return exampleTable({ count, ids, labels: classNames(examples, classes) }, {
    columns: columns.flatMap((column) => [
      column,
      { ...column, name: `${column.name} (reconstructed)` },
    ]),
    values(at) {
      const [from, to] = [at * size, (at + 1) * size];
      const made = cells(outputs.subarray(from, to));
      return cells(inputs.subarray(from, to)).flatMap((cell, i) => [cell, made[i]]);
    },
  });
}

/** The range that is drawn from black to white: [0, 1], or that of the values where they leave it. */
function rangeOf(values: Float32Array): readonly [number, number] {
  let low = 0, high = 1;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
