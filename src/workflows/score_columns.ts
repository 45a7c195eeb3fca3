import { valueNames } from "../core/value_names.ts";
import { sizeOf } from "../core/shape.ts";
import { encodedNames, tableColumns } from "../data/mod.ts";
import type { RunPreprocessor } from "../preprocessing/mod.ts";

/** A column of examples, whose errors are summed over its values. */
export interface ScoreColumn {
  readonly name: string;
  /** The place of its first value, and the number of them. */
  readonly from: number;
  readonly size: number;
}

/** The most values that have a column each: tables of more are read by nobody. */
const MOST_COLUMNS = 4096;

/**
 * The columns of an example: those of its table, each of one value or of several, or one for each value.
 *
 * Throws a RangeError, one sentence, for more than 4096 values; `name` is how it calls the run.
 */
export function scoreColumns(
  preprocessor: Pick<RunPreprocessor, "inputShape" | "columns" | "encodings" | "words">,
  name: string,
): readonly ScoreColumn[] {
  const size = sizeOf(preprocessor.inputShape);
  if (size > MOST_COLUMNS) {
    throw new RangeError(
      `Cannot write the errors of the columns of ${name}: its examples have ${size} values, expected ` +
        `${MOST_COLUMNS} at most; leave --columns out`,
    );
  }
  return tableColumns(valueNames(preprocessor), preprocessor.encodings)
    .map(({ name, from, size, encoding }) => ({
      name: encoding?.kind === "missing" ? encodedNames(encoding)[0] : name,
      from,
      size,
    }));
}
