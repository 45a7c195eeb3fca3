import { type ClassificationErrors, classifyCodes } from "../runs/classify_codes.ts";
import { closeBeside, openBeside } from "../runs/beside_run.ts";
import { evaluateRun, evaluationJson, pcaOfSameSize } from "../runs/evaluate_run.ts";
import { loadRun } from "../runs/onnx_session.ts";
import { openRun } from "../runs/open_run.ts";
import { readOtherExamples, readRunData } from "../runs/run_data.ts";
import { startRunBackend } from "../runs/start_run_backend.ts";
import { BESIDE_OPTION } from "./beside.ts";
import { type Command, requiredPositional } from "./command.ts";
import { evaluationText } from "./evaluation_text.ts";

/** Measures a run's exported model, and PCA of its training examples, on the same test examples. */
export const evaluateCommand: Command = {
  name: "evaluate",
  summary: "prints the test error of a run beside that of PCA with the same code size",
  positionals: "RUN",
  options: {
    data: { value: "D", description: "other data than the run was trained on, of the same shape" },
    ...BESIDE_OPTION,
    classifier: { description: "also how well a linear classifier tells classes from codes" },
  },
  example: "deno task evaluate runs/mnist-deep-30",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const dataName = args.value("data");
    const others = args.values("beside");
    const wantsClassifier = args.has("classifier");
    return async () => {
      const run = await openRun(directory);
      await startRunBackend(run.config);
      const data = await readRunData(run);
      const test = dataName === undefined
        ? data.test
        : await readOtherExamples(run, dataName, { split: "test" });
      const pca = pcaOfSameSize(data.train, run.plan);
      await using autoencoder = await loadRun(directory);
      const beside = await openBeside(run, others);
      const evaluation = await evaluateRun(autoencoder, { ...run, pca, test, beside });
      await closeBeside(beside);
      const classifier = wantsClassifier
        ? await classifyCodes(autoencoder, {
          train: data.train,
          test,
          name: dataName ?? run.config.data.name,
        })
        : undefined;
      return {
        json: {
          run: directory,
          data: dataName ?? run.config.data.name,
          test: test.count,
          ...evaluationJson(evaluation),
          ...(classifier && { classifier }),
        },
        text: [evaluationText(evaluation), ...(classifier ? ["", sentence(classifier)] : [])]
          .join("\n"),
      };
    };
  },
};

function sentence({ codes, inputs }: ClassificationErrors): string {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  return `A linear classifier errs on ${
    percent(codes)
  } of the test examples from their codes, on ` +
    `${percent(inputs)} from the inputs themselves.`;
}
