import { basename } from "@std/path";
import { countParams } from "../model/mod.ts";
import { evaluationSentences, evaluationTable } from "./evaluate_run.ts";
import type { FinishedTraining } from "./finish_run.ts";

/** The model card of a run: what it is, what it was measured to do, and how to use its files. */
export function modelCard({ run, evaluation, seconds }: FinishedTraining): string {
  const { config, plan, bestEpoch } = run;
  const { recipe, data, kernels } = config;
  const { columns, rows } = evaluationTable(evaluation);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `# ${recipe.name}`,
    "",
    `${recipe.description}.`,
    "",
    `Trained on ${data.train} examples of ${
      basename(data.name)
    } for ${recipe.training.epochs} epochs at most ` +
    `(weights of epoch ${bestEpoch}, ${Math.round(seconds)} s of training, seed ${recipe.seed}, ` +
    `${kernels.build} kernels); ${countParams(plan)} parameters, code of ${
      plan.codeShape.join(" × ")
    } values.`,
    "",
    `Measured on ${data.test} test examples:`,
    "",
    line(columns),
    line(columns.map((_, i) => i === 0 ? ":--" : "--:")),
    ...rows.map(line),
    ...evaluationSentences(evaluation).flatMap((sentence) => ["", sentence]),
    "",
    "## Use",
    "",
    "`onnx/encoder_model.onnx` takes `input` " + `[batch, ${plan.spec.inputShape.join(", ")}]` +
    " and gives `code`; `onnx/decoder_model.onnx` takes `code` and gives `reconstruction`; " +
    "`onnx/model.onnx` is both. They run on any ONNX runtime (opset 17).",
    "",
    "```python",
    "import numpy, onnxruntime",
    'encoder = onnxruntime.InferenceSession("onnx/encoder_model.onnx")',
    `x = numpy.zeros((1, ${plan.spec.inputShape.join(", ")}), numpy.float32)`,
    'code, = encoder.run(["code"], {"input": x})',
    "```",
    "",
    "To train it again: `config.json` holds the recipe, the seed and the versions.",
    "",
  ].join("\n");
}
