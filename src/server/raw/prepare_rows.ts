import { VALUE_NAMES } from "../../core/exported_model.ts";
import { checkPrepared } from "../../preprocessing/mod.ts";
import type { Rows } from "../batching/rows.ts";
import type { ServedModel } from "../models/served_model.ts";
import type { ServedRun } from "../models/served_run.ts";
import { requestFault } from "../../requests/request_fault.ts";
import type { SentExamples } from "../../requests/read_examples.ts";

/**
 * Examples as rows of a model's input. Throws a RequestFault, one sentence, for those that the model is not
 * for, for labels that it lacks, and for another number of labels than examples.
 */
export async function prepareRows(
  { preprocessor, config }: Pick<ServedRun, "preprocessor" | "config">,
  model: ServedModel,
  { examples, labels }: SentExamples,
): Promise<Rows> {
  try {
    const { values } = checkPrepared(await preprocessor.prepare(examples), config);
    return withLabels(
      { rows: examples.length, values: { [VALUE_NAMES.input]: values } },
      model,
      labels,
    );
  } catch (error) {
    throw asFault(error);
  }
}

/** Rows with the classes that a model is told, where it is; throws a RequestFault where they do not fit. */
export function withLabels(
  rows: Rows,
  { inputs, name }: Pick<ServedModel, "inputs" | "name">,
  labels: readonly number[] | undefined,
): Rows {
  const isTold = inputs.some((input) => input.name === VALUE_NAMES.label);
  if (!isTold) return rows;
  if (labels?.length !== rows.rows) {
    throw requestFault(
      `Cannot run ${name} with ${
        labels?.length ?? 0
      } labels for ${rows.rows} examples: it depends on ` +
        `the class of each, send "labels"`,
    );
  }
  return {
    rows: rows.rows,
    values: { ...rows.values, [VALUE_NAMES.label]: BigInt64Array.from(labels, BigInt) },
  };
}

/** An error of preprocessing as a fault of the request where it refuses that; any other as it is. */
function asFault(error: unknown): unknown {
  const isRefusal = error instanceof Error && error.message.startsWith("Cannot ") &&
    ["TypeError", "RangeError", "SyntaxError"].includes(error.name);
  return isRefusal ? requestFault(error.message) : error;
}
