import { sizeOf } from "../core/shape.ts";
import type { RunPreprocessor } from "../preprocessing/mod.ts";

/** The most values that have a column each: tables of more are read by nobody. */
const MOST_COLUMNS = 4096;

/**
 * The names of the values of an example, row-major: its columns or words, or `pixel r,c` and `value n`,
 * all counted from 1; of images with channels, `pixel r,c,k`.
 *
 * Throws a RangeError, one sentence, for more than 4096 values; `name` is how it calls the run.
 */
export function valueNames(
  { inputShape, columns, vocabulary }: Pick<
    RunPreprocessor,
    "inputShape" | "columns" | "vocabulary"
  >,
  name: string,
): readonly string[] {
  const size = sizeOf(inputShape);
  if (size > MOST_COLUMNS) {
    throw new RangeError(
      `Cannot write the errors of the columns of ${name}: its examples have ${size} values, expected ` +
        `${MOST_COLUMNS} at most; leave --columns out`,
    );
  }
  const given = columns ?? vocabulary;
  if (given) return given;
  if (inputShape.length !== 3) return Array.from({ length: size }, (_, i) => `value ${i + 1}`);
  const [, width, channels] = inputShape;
  return Array.from({ length: size }, (_, i) => {
    const pixel = Math.floor(i / channels);
    const place = [Math.floor(pixel / width) + 1, pixel % width + 1];
    return `pixel ${[...place, ...channels > 1 ? [i % channels + 1] : []].join(",")}`;
  });
}
