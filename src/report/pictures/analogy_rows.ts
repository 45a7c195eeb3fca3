import { type Examples, gatherBatch } from "../../data/mod.ts";
import { analogy } from "../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { encodeExamples } from "./encode_examples.ts";
import { type ImageRows, joinRows } from "./image_rows.ts";

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
