import type { Evaluation } from "../../evaluation/record/evaluation.ts";
import { evaluationSentences } from "../../evaluation/record/evaluation_sentences.ts";
import { evaluationTable } from "../../evaluation/record/evaluation_table.ts";
import { formatTable } from "./table.ts";

/** An evaluation as a terminal shows it. */
export function evaluationText(evaluation: Evaluation): string {
  const sentences = evaluationSentences(evaluation);
  const table = formatTable(evaluationTable(evaluation));
  return sentences.length > 0 ? `${table}\n\n${sentences.join("\n")}` : table;
}
