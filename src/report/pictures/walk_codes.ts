import type { NdArray } from "../../core/nd_array.ts";
import { type Examples, gatherBatch } from "../../data/mod.ts";
import {
  addAttribute,
  analogy,
  interpolate,
  type InterpolationPath,
} from "../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { repeatedLabels } from "./code_labels.ts";
import { encodeExamples, type ImageRows, joinRows } from "./generate_images.ts";

/** The shares of an attribute that a row adds. */
const AMOUNTS = [0, 0.25, 0.5, 0.75, 1];

/**
 * A row for each pair of examples: the first, what the decoder makes of codes at even steps between
 * theirs, and the second. A decoder that depends on classes is told that of the first.
 */
export async function interpolationRows(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
  { pairs, steps, path = "linear" }: {
    pairs: readonly (readonly [number, number])[];
    steps: number;
    path?: InterpolationPath;
  },
): Promise<ImageRows> {
  const ends = await Promise.all([0, 1].map(async (end) => {
    const indices = pairs.map((pair) => pair[end]);
    const coded = await encodeExamples(autoencoder, examples, { indices });
    return { ...coded, originals: { images: gatherBatch(examples, indices), columns: 1 } };
  }));
  const [a, b] = ends;
  const between = await autoencoder.decode(
    interpolate(a.codes, b.codes, { steps, path }),
    repeatedLabels(a.labels, { times: steps }),
  );
  const parts = [a.originals, { images: between.values, columns: steps }, b.originals];
  return joinRows(parts, examples);
}

/** A row for each three examples a, b, c: they, and what the decoder makes of c + (b − a) in codes. */
export async function analogyRows(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
  { triples }: { triples: readonly (readonly [number, number, number])[] },
): Promise<ImageRows> {
  const codesOf = async (place: number) => {
    const indices = triples.map((triple) => triple[place]);
    return await encodeExamples(autoencoder, examples, { indices });
  };
  const [from, to, start] = [await codesOf(0), await codesOf(1), await codesOf(2)];
  const found = await autoencoder.decode(
    analogy({ from: from.codes, to: to.codes, start: start.codes }),
    start,
  );
  const originals = { images: gatherBatch(examples, triples.flat()), columns: 3 };
  return joinRows([originals, { images: found.values, columns: 1 }], examples);
}

/**
 * A row for each example: it, and what the decoder makes of its code with growing amounts of an
 * attribute [1, …code] added, from none to all.
 */
export async function attributeRows(
  autoencoder: LoadedAutoencoder,
  examples: Examples,
  { indices, vector }: { indices: readonly number[]; vector: NdArray },
): Promise<ImageRows> {
  const { codes, labels } = await encodeExamples(autoencoder, examples, { indices });
  const changed = await autoencoder.decode(
    addAttribute(codes, vector, { amounts: AMOUNTS }),
    repeatedLabels(labels, { times: AMOUNTS.length }),
  );
  return joinRows([
    { images: gatherBatch(examples, indices), columns: 1 },
    { images: changed.values, columns: AMOUNTS.length },
  ], examples);
}
