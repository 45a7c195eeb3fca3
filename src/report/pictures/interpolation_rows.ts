import { type Examples, gatherBatch } from "../../data/mod.ts";
import { interpolate, type InterpolationPath } from "../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { encodeExamples } from "./encode_examples.ts";
import { type ImageRows, joinRows } from "./image_rows.ts";
import { repeatedLabels } from "./labels_of_codes.ts";

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
