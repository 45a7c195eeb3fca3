import type { NdArray } from "../core/nd_array.ts";
import { applyScaling } from "../core/preprocessor/scaling.ts";
import { sizeOf } from "../core/shape.ts";
import { countWords, decodeImage, denseExamples, fitImage, stripMailHeaders } from "../data/mod.ts";
import { type RawRow, rowValues } from "./row_values.ts";
import { parseRunPreprocessor, type RunPreprocessor } from "./run_preprocessor.ts";

/**
 * An example as people have it: the bytes of a picture's file, a text, a row of a table by its columns, or
 * the numbers of one example in the units of the data.
 */
export type RawExample =
  | Uint8Array
  | string
  | RawRow
  | readonly number[]
  | Float32Array;

/** The way from examples as people have them to the input of a model. */
export interface Preprocessor {
  /**
   * The input [B, …inputShape] for some examples.
   *
   * Throws a TypeError, one sentence, for an example that the model is not for, and a RangeError for one
   * with other columns or sizes; pictures are brought to the size of the model's.
   */
  prepare(examples: readonly RawExample[]): Promise<NdArray>;
}

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
  const { inputShape, threshold, scaling } = config, size = sizeOf(inputShape);
  return {
    async prepare(examples) {
      const values = new Float32Array(examples.length * size);
      for (const [i, example] of examples.entries()) {
        values.set(await numbersOf(example, config, i + 1), i * size);
      }
      const binary = threshold === undefined
        ? values
        : values.map((value) => value >= threshold ? 1 : 0);
      return {
        shape: [examples.length, ...inputShape],
        values: scaling ? applyScaling(binary, scaling) : binary,
      };
    },
  };
}

/** The numbers of an example; `number` is how errors call it. */
async function numbersOf(
  example: RawExample,
  config: RunPreprocessor,
  number: number,
): Promise<ArrayLike<number>> {
  if (typeof example === "string") return wordsOf(example, config, number);
  if (example instanceof Uint8Array) return await pixelsOf(example, config, number);
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

function wordsOf(
  text: string,
  { words }: RunPreprocessor,
  number: number,
): ArrayLike<number> {
  if (words) return denseExamples(countWords([stripMailHeaders(text)], words)).values;
  throw new TypeError(`Cannot prepare example ${number}: it is a text, and the model is for none`);
}

async function pixelsOf(
  bytes: Uint8Array,
  { kind, inputShape, fit = "crop", bytesScale }: RunPreprocessor,
  number: number,
): Promise<ArrayLike<number>> {
  const [height, width, channels] = inputShape;
  if (kind !== "image" || inputShape.length !== 3 || (channels !== 1 && channels !== 3)) {
    throw new TypeError(
      `Cannot prepare example ${number}: it is a picture, and the model is for none`,
    );
  }
  const { values } = fitImage(await decodeImage(bytes, `example ${number}`), {
    size: [height, width],
    fit,
    colour: channels === 1 ? "grey" : "colour",
  });
  const scale = values instanceof Uint16Array ? 1 / 65535 : bytesScale;
  return Float32Array.from(values, (value) => value * scale);
}
