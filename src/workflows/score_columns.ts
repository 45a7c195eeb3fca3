import { valueNames } from "../core/value_names.ts";
import { sizeOf } from "../core/shape.ts";
import type { RunPreprocessor } from "../preprocessing/mod.ts";

/** The most values that have a column each: tables of more are read by nobody. */
const MOST_COLUMNS = 4096;

/**
 * The names of the values of an example, for a column each.
 *
 * Throws a RangeError, one sentence, for more than 4096 values; `name` is how it calls the run.
 */
export function scoreColumns(
  preprocessor: Pick<RunPreprocessor, "inputShape" | "columns" | "vocabulary">,
  name: string,
): readonly string[] {
  const size = sizeOf(preprocessor.inputShape);
  if (size > MOST_COLUMNS) {
    throw new RangeError(
      `Cannot write the errors of the columns of ${name}: its examples have ${size} values, expected ` +
        `${MOST_COLUMNS} at most; leave --columns out`,
    );
  }
  return valueNames(preprocessor);
}
