import { lockCollection } from "../../src/collections/collection_folder.ts";
import { writeCollection } from "../../src/collections/write_collection.ts";
import { createRng } from "../../src/core/rng.ts";
import { bitsOf, type Metric, wordRows } from "../../src/retrieval/mod.ts";
import { linearFiles } from "../inference/models.ts";

const files = linearFiles();

/** The choices of a drawn index: of bits unless it has a metric. */
export interface DrawnIndex {
  readonly count: number;
  readonly size: number;
  readonly metric?: Metric;
  /** The stream of its codes. */
  readonly seed?: number;
  /** Bytes behind its encoder, which make it another. */
  readonly encoderEnd?: readonly number[];
}

/**
 * Writes an index whose codes are drawn: of bits near few centres, so that many are equal and many equally
 * far; of values that are quarters, so that all sums are exact and distances tie, and by the cosine some
 * that come twice, as others would tie up to rounding alone. One code is zeros.
 */
export async function writeDrawnIndex(
  directory: string,
  { count, size, metric, seed = 0, encoderEnd = [] }: DrawnIndex,
): Promise<void> {
  const rng = createRng(seed), centres = Array.from({ length: 4 }, () => rng.uint32());
  const quarter = () => Math.floor(rng.uniform() * 9 - 4) / 4;
  const normals = Float32Array.from({ length: 90 * size }, () => rng.normal());
  const value = (i: number) => metric === "cosine" ? normals[i % normals.length] : quarter();
  const bit = (item: number, i: number) =>
    ((centres[item % 4] >>> (i % 32) & 1) === (rng.uniform() < 0.08 ? 0 : 1)) ? 1 : 0;
  const values = Float32Array.from(
    { length: count * size },
    (_, i) => metric ? (i < size ? 0 : value(i)) : bit(Math.floor(i / size), i % size),
  );
  const codes = { shape: [count, size], values };
  const counts = Float32Array.from(
    { length: count * 5 },
    () => Math.max(0, Math.floor(rng.uniform() * 4 - 2)),
  );
  const pixels = Uint8Array.from({ length: count * 6 }, () => rng.uint32() & 255);
  using _lock = await lockCollection(directory);
  await writeCollection(directory, {
    manifest: {
      ...{ data: "drawn", kind: "images", count, classes: ["x", "y"], range: [0, 1] },
      codes: metric ? { type: "values", size, metric } : { type: "bits", size, threshold: 0.5 },
    },
    items: Array.from({ length: count }, (_, i) => ({
      id: i === 1 ? "ü'\"\\\n$1" : `${i}.png`,
      ...(i % 3 !== 0 && { label: "xy"[i % 2] }),
      text: i === 2 ? "" : `line ${i}`,
    })),
    codes: metric ? codes : bitsOf(codes, { threshold: 0.5 }),
    thumbnails: { shape: [count, 2, 1, 3], values: pixels },
    words: wordRows([counts], 5),
    encoder: Uint8Array.of(...files["onnx/encoder_model.onnx"], ...encoderEnd),
    preprocessor: files["preprocessor_config.json"],
  });
}
