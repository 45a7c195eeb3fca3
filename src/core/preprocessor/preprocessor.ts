import { describeJson, oneLine } from "../one_line.ts";
import { isRecord, parseRecord } from "../parse_record.ts";
import { type Refuse, refusing } from "../refuse.ts";
import { type Scale, SCALES, type Scaling } from "./scaling.ts";
import { type Shape, sizeOf } from "../shape.ts";
import { parseWordCounting, type WordCounting } from "./word_counting.ts";

/** The kinds of examples: pictures, lists of numbers, or bags of the words of a vocabulary. */
export type InputKind = "image" | "vector" | "text";

/** All that turns raw data into the input of a model: the file preprocessor_config.json. */
export interface PreprocessorConfig {
  /** The kind of the examples. */
  readonly kind: InputKind;
  /** The shape of one example: `[D]` for vectors and text, `[H, W, K]` or `[D]` for images. */
  readonly inputShape: Shape;
  /** The factor of a byte, 1/255 to fill [0, 1]; floats stand for themselves. */
  readonly bytesScale: number;
  /**
   * The scaled value from which on a value becomes 1, the others become 0; absent, they stay as
   * they are.
   */
  readonly threshold?: number;
  /** The common scale that floats are brought to; absent, they stay as they are. */
  readonly scaling?: Scaling;
  /** Of texts: the words that values are of, and how they are counted. */
  readonly words?: WordCounting;
}

/** Images of 4096 by 4096: whoever trusts a shape makes room for it, in arrays and on canvases. */
const MOST_VALUES = 2 ** 24;

/** As many as shapes of graphs may have. */
const MOST_AXES = 64;

const KINDS: readonly unknown[] = ["image", "vector", "text"] satisfies InputKind[];

/**
 * Reads the text of a preprocessor_config.json; `name` is how errors call it.
 *
 * Fields it does not know are left out. Throws a SyntaxError that names the file and the field.
 */
export function parsePreprocessor(text: string, name: string): PreprocessorConfig {
  const refuse = refusing(name, "a preprocessor");
  const { kind, inputShape, bytesScale, threshold, scaling, words } = parseRecord(text) ??
    refuse("it is not a JSON object");
  if (!KINDS.includes(kind)) {
    refuse(`its kind is ${describeJson(kind)}, expected ${KINDS.join(", ")}`);
  }
  if (!isShape(inputShape)) return refuse("its inputShape is not a list of sizes from 1 up");
  if (!(sizeOf(inputShape) <= MOST_VALUES)) {
    refuse(
      `its inputShape [${
        oneLine(inputShape.join(", "), { longest: 200 })
      }] holds more than ${MOST_VALUES} values`,
    );
  }
  if (typeof bytesScale !== "number" || !(bytesScale > 0 && bytesScale < Infinity)) {
    return refuse("its bytesScale is not a number above 0");
  }
  if (threshold !== undefined && !Number.isFinite(threshold)) {
    refuse("its threshold is not a number");
  }
  const config = {
    kind: kind as InputKind,
    inputShape,
    bytesScale,
    ...(threshold !== undefined && { threshold: Number(threshold) }),
    ...(scaling !== undefined && { scaling: parseScaling(scaling, inputShape.at(-1)!, refuse) }),
  };
  if (words === undefined) return config;
  return { ...config, words: parseWordCounting(words, sizeOf(inputShape), refuse) };
}

function parseScaling(value: unknown, places: number, refuse: Refuse): Scaling {
  const { scale, offset, factor } = isRecord(value) ? value : {};
  const areNumbers = (list: unknown, least: number): list is number[] =>
    Array.isArray(list) && list.length === places &&
    list.every((number) => Number.isFinite(number) && number > least);
  if (
    SCALES.includes(scale as Scale) && areNumbers(offset, -Infinity) && areNumbers(factor, 0)
  ) return { scale: scale as Scale, offset, factor };
  return refuse(`its scaling is no scale with ${places} offsets and factors`);
}

function isShape(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.length <= MOST_AXES &&
    value.every((size) => Number.isSafeInteger(size) && size > 0);
}
