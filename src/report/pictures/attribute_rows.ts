import type { NdArray } from "../../core/nd_array.ts";
import { type Examples, gatherBatch } from "../../data/mod.ts";
import { addAttribute } from "../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { encodeExamples } from "./encode_examples.ts";
import { type ImageRows, joinRows } from "./image_rows.ts";
import { repeatedLabels } from "./labels_of_codes.ts";

/** The shares of an attribute that a row adds. */
const AMOUNTS = [0, 0.25, 0.5, 0.75, 1];

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
