import { reconstructPca } from "../../baselines/mod.ts";
import { exampleBatch } from "../../data/mod.ts";
import { atomicWrite } from "../../io/files/atomic_write.ts";
import { encodeImageSheet } from "../../plots/png.ts";
import { denoiseExamples } from "../../report/pictures/denoise_examples.ts";
import { drawFromLikelihood } from "../../report/pictures/draw_from_likelihood.ts";
import { openBeside } from "../../evaluation/beside_run.ts";
import { pcaOfSameSize } from "../../evaluation/pca_of_same_size.ts";
import { loadRun } from "../../runs/onnx_session.ts";
import { openRun } from "../../runs/open_run.ts";
import { readOtherExamples, readRunData } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { BESIDE_OPTION } from "../options/beside.ts";
import { type Command, integerValue, requiredPositional } from "../options/command.ts";
import { PICTURE_OPTION, pictureValue } from "../console/picture.ts";
import { SPLIT_OPTION, splitValue } from "../options/split.ts";

/** How many examples are drawn unless the user says otherwise. */
const DEFAULT_COUNT = 16;

/** The pixels that a pixel of an example is drawn by, each way. */
const SCALE = 2;

/** Draws inputs over their reconstructions by the autoencoder and by PCA. */
export const reconstructCommand: Command = {
  name: "reconstruct",
  summary: "draws inputs over their reconstructions by a run, by others and by PCA",
  positionals: "RUN",
  options: {
    data: { value: "D", description: "other data than the run was trained on, of the same shape" },
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
    const dataName = args.value("data");
    const others = args.values("beside");
    const wanted = integerValue(args, "count", { least: 1 }) ?? DEFAULT_COUNT;
    return async () => {
      const run = await openRun(directory);
      await startRunBackend(run.config);
      const data = await readRunData(run);
      const examples = dataName === undefined
        ? data[split]
        : await readOtherExamples(run, dataName, { split });
      const count = Math.min(wanted, examples.count);
      const indices = [...Array(count).keys()];
      const batch = exampleBatch(examples, indices);
      await using autoencoder = await loadRun(directory);
      await using beside = await openBeside(run, {
        others,
        examples,
        name: dataName ?? run.config.data.name,
      });
      const damaged = await denoiseExamples(run, { autoencoder, examples, indices });
      const rows: Float32Array[] = [batch.values, ...damaged.map(({ outputs }) => outputs)];
      for (const model of [autoencoder, ...beside.map(({ autoencoder }) => autoencoder)]) {
        rows.push((await model.reconstruct(batch, batch)).values);
      }
      const [drawn] = await drawFromLikelihood(autoencoder, { examples, indices });
      if (drawn) rows.push(drawn.outputs);
      const pca = pcaOfSameSize(data.train, run.model.plan);
      if (pca) rows.push(reconstructPca(pca, batch.values));
      const images = new Float32Array(batch.values.length * rows.length);
      rows.forEach((row, i) => images.set(row, i * batch.values.length));
      await atomicWrite(
        out,
        encodeImageSheet({
          images,
          shape: examples.shape,
          rows: rows.length,
          columns: count,
          gap: 2,
          scale: SCALE,
        }),
      );
      const parts = [
        `${count} examples`,
        ...damaged.map(({ name }) => name),
        "their reconstructions",
        ...(drawn ? ["draws of their likelihood"] : []),
        ...(pca ? ["PCA's"] : []),
      ];
      return {
        json: { run: directory, out, count },
        text: `Drew ${new Intl.ListFormat("en-GB").format(parts)} to ${out}`,
      };
    };
  },
};
