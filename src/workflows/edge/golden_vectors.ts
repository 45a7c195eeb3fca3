import { encodeBase64 } from "../../core/encoding/base64.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import { tableColumns } from "../../data/mod.ts";
import type { LoadedEncoder } from "../../inference/mod.ts";
import { encodeImageSheet } from "../../plots/png.ts";
import {
  createPreprocessor,
  type RawExample,
  type RunPreprocessor,
} from "../../preprocessing/mod.ts";

/** Inputs with their codes as ONNX Runtime makes them, and an example as people have it: golden.json. */
export interface GoldenVectors {
  /** The largest difference of a value of a code, as a part of the largest one where that is over 1. */
  readonly tolerance: number;
  /** In the units of the model. */
  readonly inputs: readonly (readonly number[])[];
  readonly codes: readonly (readonly number[])[];
  /** A row, a text, a list of numbers, or the file of a picture as base64, that is prepared first. */
  readonly example: unknown;
  readonly exampleCode: readonly number[];
  /** The classes of the inputs, and of the example the first of them, where the encoder is told them. */
  readonly labels?: readonly number[];
}

/** The number of inputs. */
const INPUTS = 3;

/** Makes the golden vectors of an encoder, of the first inputs of a batch. */
export async function goldenVectors(
  encoder: LoadedEncoder,
  { batch, config }: { batch: NdArray & { labels?: ArrayLike<number> }; config: RunPreprocessor },
): Promise<GoldenVectors> {
  const { inputShape, classes } = encoder, size = sizeOf(inputShape);
  const count = Math.min(INPUTS, batch.shape[0]);
  const labels = classes === undefined
    ? undefined
    : Array.from({ length: count }, (_, i) => batch.labels?.[i] ?? i % classes);
  const inputs = { shape: [count, ...inputShape], values: batch.values.slice(0, count * size) };
  const { raw, json } = exampleOf(config);
  const { prepare } = createPreprocessor(new TextEncoder().encode(JSON.stringify(config)));
  const code = await encoder.encode(
    await prepare([raw]),
    labels && { labels: labels.slice(0, 1) },
  );
  return {
    tolerance: 1e-5,
    inputs: rows(inputs),
    codes: rows(await encoder.encode(inputs, labels && { labels })),
    example: json,
    exampleCode: [...code.values],
    ...(labels && { labels }),
  };
}

function rows({ shape: [count], values }: NdArray): number[][] {
  const size = count === 0 ? 0 : values.length / count;
  return Array.from(
    { length: count },
    (_, i) => Array.from(values.subarray(i * size, (i + 1) * size)),
  );
}

/** An example of the kind that a model is for, and as it stands in JSON. */
function exampleOf(config: RunPreprocessor): { raw: RawExample; json: unknown } {
  const { kind, inputShape, words, columns, fill, encodings = [] } = config;
  const same = (raw: Exclude<RawExample, Uint8Array>) => ({ raw, json: raw });
  if (kind === "text" && words) return same(words.vocabulary.slice(0, 12).join(" "));
  const [height, width, channels] = inputShape;
  if (kind === "image" && inputShape.length === 3 && (channels === 1 || channels === 3)) {
    // Larger than the model's, so that it is brought to size.
    const shape = [height + 3, width + 2, channels];
    const images = Uint8Array.from({ length: sizeOf(shape) }, (_, i) => i * 37 % 256);
    const raw = encodeImageSheet({ images, shape, columns: 1, gap: 0 });
    return { raw, json: encodeBase64(raw) };
  }
  if (!columns) {
    return same(Array.from({ length: sizeOf(inputShape) }, (_, i) => i % 5 / 4));
  }
  const cells = tableColumns(columns, encodings)
    .filter(({ encoding }) => encoding?.kind !== "missing")
    .map(({ name, from, encoding }) => [
      name,
      encoding === undefined
        ? fill?.[from] ?? 1
        : encoding.kind === "words"
        ? encoding.words[0]
        : encoding.kind === "date"
        ? encoding.since
        : true,
    ]);
  return same(Object.fromEntries(cells));
}
