import { openBeside } from "../../evaluation/beside_run.ts";
import { readCheckpoint } from "../../runs/checkpoint.ts";
import { evaluate } from "../../evaluation/evaluate.ts";
import { pcaOfSameSize } from "../../evaluation/pca_of_same_size.ts";
import { writeManifest } from "../../runs/manifest.ts";
import { loadRun } from "../../runs/onnx_session.ts";
import { openRun } from "../../runs/open_run.ts";
import { readHistory } from "../../runs/read_history.ts";
import { writeReport } from "../../report/write_report.ts";
import { readRunData } from "../../runs/run_data.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { BESIDE_OPTION } from "../options/beside.ts";
import { type Command, requiredPositional } from "../options/command.ts";

/** Writes the report of a run anew. */
export const reportCommand: Command = {
  name: "report",
  summary: "writes the report of a run anew: curves, reconstructions, codes, layers",
  positionals: "RUN",
  options: { ...BESIDE_OPTION },
  example: "deno task isthmus report runs/strokes-deep",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const others = args.values("beside");
    return async () => {
      const run = await openRun(directory);
      await startRunBackend(run.config);
      const history = await readHistory(directory);
      const data = await readRunData(run);
      const checkpoint = await readCheckpoint(directory, run.config);
      const pca = pcaOfSameSize(data.train, run.model.plan);
      await using autoencoder = await loadRun(directory);
      await using beside = await openBeside(run, {
        others,
        examples: data.test,
        name: run.config.data.name,
      });
      const evaluation = await evaluate(autoencoder, {
        model: run.model,
        seed: run.config.recipe.seed,
        pca,
        test: data.test,
        beside: beside.runs,
      });
      await writeReport({
        run,
        data,
        pca,
        autoencoder,
        beside: beside.runs,
        evaluation,
        history,
        seconds: checkpoint?.seconds ?? 0,
      });
      await writeManifest(directory);
      const path = `${directory}/${RUN_FILES.report}`;
      return { json: { run: directory, report: path }, text: `Wrote ${path}` };
    };
  },
};
