import type { NdArray } from "../../core/nd_array.ts";
import { createRng } from "../../core/rng.ts";
import { someIndices } from "../../evaluation/passes/some_indices.ts";
import { attributeVector, type ClassPair } from "../../generation/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { SplitData } from "../../runs/split_data.ts";
import { indicesOfClass } from "./classes.ts";
import { encodeExamples } from "./encode_examples.ts";

/** The largest number of training examples that stand for a class. */
const CODES = 5000;

/** The difference of the mean codes of two classes of training examples, [1, …code]. */
export async function classDifference(
  autoencoder: LoadedAutoencoder,
  { train }: Pick<SplitData, "train">,
  { from, to }: ClassPair,
): Promise<NdArray> {
  const rng = createRng(0).fork("classes");
  const indices = [from, to].flatMap((label) => {
    const all = indicesOfClass(train, label);
    const some = someIndices(all.length, { most: CODES, rng: rng.fork(label) });
    return Array.from(some, (i) => all[i]);
  });
  const { codes, labels } = await encodeExamples(autoencoder, train, { indices });
  return attributeVector(codes, labels ?? [], { from, to });
}
