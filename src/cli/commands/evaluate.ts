import {
  type ClassificationErrors,
  classifyCodes,
} from "../../evaluation/passes/classify_codes.ts";
import {
  type ClassifierFigures,
  classifierFigures,
  predict,
} from "../../evaluation/passes/classifier_figures.ts";
import { openMeasuredRun } from "../../evaluation/measured_run.ts";
import { className, type Examples } from "../../data/mod.ts";
import { readClassifierRecord } from "../../runs/classifier_record.ts";
import { loadRunClassifier } from "../../runs/load_run_classifier.ts";
import {
  estimateLikelihood,
  likelihoodSentence,
} from "../../evaluation/passes/estimate_likelihood.ts";
import type { Command } from "../options/command.ts";
import { BESIDE_OPTION, DATA_OPTION } from "../options/shared_options.ts";
import { integerValue, requiredPositional } from "../options/values.ts";
import { figuresText } from "../console/classifier_text.ts";
import { evaluationText } from "../console/evaluation_text.ts";

/** Measures a run's exported model, and PCA of its training examples, on the same test examples. */
export const evaluateCommand: Command = {
  name: "evaluate",
  place: 20,
  summary:
    "prints the test error of a run beside that of PCA, and how often its classifier is right",
  positionals: "RUN",
  options: {
    ...DATA_OPTION,
    ...BESIDE_OPTION,
    "importance-samples": {
      value: "S",
      description: "also −log p(x), estimated from S codes of each example; of Gaussian codes",
    },
    examples: { value: "N", description: "estimate it on the first N test examples only" },
    classifier: { description: "also how well a linear classifier tells classes from codes" },
  },
  example: "deno task evaluate runs/mnist-deep-30",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const other = args.value("data");
    const others = args.values("beside");
    const samples = integerValue(args, "importance-samples", { least: 1 });
    const wanted = integerValue(args, "examples", { least: 1 });
    if (wanted !== undefined && samples === undefined) {
      throw new TypeError("Cannot use --examples without --importance-samples, which it is for");
    }
    const wantsClassifier = args.has("classifier");
    return async () => {
      await using measured = await openMeasuredRun(directory, { data: other });
      const { run, autoencoder, name, test, own, remarks } = measured;
      // First, as it refuses most models.
      const importance = samples === undefined ? undefined : await estimateLikelihood(autoencoder, {
        plan: run.model.plan,
        name: directory,
        test,
        samples,
        ...(wanted !== undefined && { examples: wanted }),
        seed: run.config.recipe.seed,
      });
      const evaluation = await measured.evaluate(others);
      const trained = await measureClassifier(directory, test, measured.classes);
      const classifier = wantsClassifier
        ? await classifyCodes(autoencoder, { train: (await own()).train, test, name })
        : undefined;
      return {
        json: {
          run: directory,
          ...evaluation,
          ...(trained && { trainedClassifier: trained.test }),
          ...(classifier && { classifier }),
          ...(importance && { importance }),
        },
        remarks,
        text: [
          evaluationText(evaluation),
          ...(trained ? [figuresText(trained)] : []),
          ...(classifier ? [sentence(classifier)] : []),
          ...(importance ? [likelihoodSentence(importance)] : []),
        ].join("\n\n"),
      };
    };
  },
};

/** The figures of the classifier of a run; undefined where it has none, or where examples have no labels. */
async function measureClassifier(
  directory: string,
  test: Examples,
  named: readonly string[] | undefined,
): Promise<{ classes: readonly string[]; test: ClassifierFigures } | undefined> {
  if (!test.labels || !await readClassifierRecord(directory)) return undefined;
  await using classifier = await loadRunClassifier(directory);
  const { classes } = classifier;
  const labels = test.labels.map((label) => classes.indexOf(className(named, label)));
  return { classes, test: classifierFigures(await predict(classifier, { ...test, labels })) };
}

function sentence({ codes, inputs }: ClassificationErrors): string {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  return `A linear classifier errs on ${
    percent(codes)
  } of the test examples from their codes, on ` +
    `${percent(inputs)} from the inputs themselves.`;
}
