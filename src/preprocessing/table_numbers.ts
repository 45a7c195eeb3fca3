import { sizeOf } from "../core/shape.ts";
import type { RawExample } from "./raw_example.ts";
import { rowValues } from "./row_values.ts";
import type { RunPreprocessor } from "./run_preprocessor.ts";

/**
 * The numbers of a row of a table by its columns, or of a list; `number` is how errors call it. Throws a
 * TypeError, one sentence, for what is neither, and a RangeError for other columns or another length.
 */
export function tableNumbers(
  example: RawExample,
  config: RunPreprocessor,
  number: number,
): ArrayLike<number> {
  if (typeof example === "string" || example instanceof Uint8Array) {
    throw new TypeError(
      `Cannot prepare example ${number}: it is a ${
        typeof example === "string" ? "text" : "picture"
      }, and the model is for none`,
    );
  }
  if (!isList(example)) return rowValues(example, config, number);
  const size = sizeOf(config.inputShape);
  if (example.length === size) {
    const unit = config.numbers === "bytes" ? config.bytesScale : 1;
    return Float32Array.from(example, (value) => value * unit);
  }
  throw new RangeError(
    `Cannot prepare example ${number}: it has ${example.length} numbers, expected ${size}`,
  );
}

function isList(example: object): example is readonly number[] | Float32Array {
  return Array.isArray(example) || example instanceof Float32Array;
}
