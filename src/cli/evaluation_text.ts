import { type Evaluation, evaluationTable } from "../runs/evaluate_run.ts";
import { sparseSentence } from "../runs/sparse_evaluation.ts";
import { formatTable } from "./table.ts";

/** An evaluation as a terminal shows it. */
export function evaluationText(evaluation: Evaluation): string {
  const { sparse } = evaluation;
  const table = formatTable(evaluationTable(evaluation));
  return sparse ? `${table}\n\n${sparseSentence(sparse)}` : table;
}
