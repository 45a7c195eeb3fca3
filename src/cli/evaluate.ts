import { evaluateRun, evaluationJson, pcaOfSameSize } from "../runs/evaluate_run.ts";
import { loadRun } from "../runs/onnx_session.ts";
import { openRun } from "../runs/open_run.ts";
import { readOtherExamples, readRunData } from "../runs/run_data.ts";
import { startRunBackend } from "../runs/start_run_backend.ts";
import { type Command, requiredPositional } from "./command.ts";
import { evaluationText } from "./evaluation_text.ts";

/** Measures a run's exported model, and PCA of its training examples, on the same test examples. */
export const evaluateCommand: Command = {
  name: "evaluate",
  summary: "prints the test error of a run beside that of PCA with the same code size",
  positionals: "RUN",
  options: {
    data: { value: "D", description: "other data than the run was trained on, of the same shape" },
  },
  example: "deno task evaluate runs/mnist-deep-30",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const dataName = args.value("data");
    return async () => {
      const run = await openRun(directory);
      await startRunBackend(run.config);
      const data = await readRunData(run);
      const test = dataName === undefined
        ? data.test
        : await readOtherExamples(run, dataName, { split: "test" });
      const pca = pcaOfSameSize(data.train, run.plan);
      await using autoencoder = await loadRun(directory);
      const evaluation = await evaluateRun(autoencoder, { ...run, pca, test });
      return {
        json: {
          run: directory,
          data: dataName ?? run.config.data.name,
          test: test.count,
          ...evaluationJson(evaluation),
        },
        text: evaluationText(evaluation),
      };
    };
  },
};
