import { listWords } from "../../core/list_words.ts";
import { gatherBatch } from "../../data/mod.ts";
import { stackRows } from "../../report/pictures/image_rows.ts";
import { reconstructExamples } from "../../report/pictures/reconstruct_examples.ts";
import { openComparedModels } from "../../evaluation/compared_models.ts";
import { pcaOfRun } from "../../evaluation/pca_file.ts";
import { loadRun } from "../../runs/load_run.ts";
import { openRun } from "../../runs/open_run.ts";
import { readExamples, runDataOnce } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { writePicture } from "../console/write_picture.ts";
import type { Command } from "../options/command.ts";
import {
  BESIDE_OPTION,
  DATA_OPTION,
  PICTURE_OPTION,
  pictureValue,
  SPLIT_OPTION,
  splitValue,
} from "../options/shared_options.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** The number of examples drawn unless the user says otherwise. */
const DEFAULT_COUNT = 16;

/** Draws inputs over their reconstructions by the autoencoder and by PCA. */
export const reconstructCommand: Command = {
  name: "reconstruct",
  place: 40,
  summary: "draws inputs over their reconstructions by a run, by others and by PCA",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...SPLIT_OPTION,
    ...BESIDE_OPTION,
    count: { value: "N", description: `how many examples (${DEFAULT_COUNT} unless given)` },
    ...PICTURE_OPTION,
  },
  example: "deno task reconstruct runs/strokes-deep --count 10 --out reconstructions.png",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = pictureValue(args);
    const split = splitValue(args);
    const other = args.value("data");
    const others = args.values("beside");
    const wanted = integerValue(args, "count", { least: 1 }) ?? DEFAULT_COUNT;
    return async () => {
      const run = await openRun(directory);
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
      await writePicture(out, { ...sheet, shape: examples.shape });
      const names = methods.map(({ name }) => name);
      return {
        json: { run: directory, out, count, methods: names },
        remarks,
        text: `Drew ${count} examples over ${listWords(names)} to ${out}`,
      };
    };
  },
};
