import { pictureNumbers } from "./picture_numbers.ts";
import { prepareWith } from "./prepare_with.ts";
import type { Preprocessor } from "./raw_example.ts";
import { parseRunPreprocessor } from "./run_preprocessor.ts";
import { textNumbers } from "./text_numbers.ts";

/**
 * Makes a preprocessor of the bytes of a run's preprocessor_config.json: bytes become fractions, pictures
 * are cut to size, words counted, rows put in the order of the columns, values made 0 or 1 or brought to
 * the scale of the training data.
 *
 * Throws a SyntaxError or a TypeError, one sentence, for a file that is none.
 *
 * @example
 * ```ts
 * import { createPreprocessor } from "isthmus";
 *
 * const config = { kind: "vector", inputShape: [2], bytesScale: 1 / 255, columns: ["age", "height"] };
 * const { prepare } = createPreprocessor(new TextEncoder().encode(JSON.stringify(config)));
 * const { shape, values } = await prepare([{ height: 1.75, age: 31 }]);
 * assertEquals([shape, values], [[1, 2], Float32Array.of(31, 1.75)]);
 * ```
 */
export function createPreprocessor(file: Uint8Array): Preprocessor {
  const config = parseRunPreprocessor(new TextDecoder().decode(file), "preprocessor_config.json");
  return prepareWith(
    (example, config, number) =>
      example instanceof Uint8Array
        ? pictureNumbers(example, config, number)
        : textNumbers(example, config, number),
    config,
  );
}
