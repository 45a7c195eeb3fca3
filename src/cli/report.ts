import { readCheckpoint } from "../runs/checkpoint.ts";
import { evaluateRun, pcaOfSameSize } from "../runs/evaluate_run.ts";
import { writeManifest } from "../runs/manifest.ts";
import { loadRun } from "../runs/onnx_session.ts";
import { openRun } from "../runs/open_run.ts";
import { readHistory } from "../runs/read_history.ts";
import { writeReport } from "../runs/report_run.ts";
import { readRunData } from "../runs/run_data.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { startRunBackend } from "../runs/start_run_backend.ts";
import { type Command, requiredPositional } from "./command.ts";

/** Writes the report of a run anew. */
export const reportCommand: Command = {
  name: "report",
  summary: "writes the report of a run anew: curves, reconstructions, codes, layers",
  positionals: "RUN",
  options: {},
  example: "deno task isthmus report runs/strokes-deep",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    return async () => {
      const run = await openRun(directory);
      await startRunBackend(run.config);
      const history = await readHistory(directory);
      const data = await readRunData(run);
      const checkpoint = await readCheckpoint(directory, run.config);
      const pca = pcaOfSameSize(data.train, run.plan);
      await using autoencoder = await loadRun(directory);
      const evaluation = await evaluateRun(autoencoder, { ...run, pca, test: data.test });
      await writeReport({
        run,
        data,
        pca,
        autoencoder,
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
