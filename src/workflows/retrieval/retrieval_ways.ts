import { type NdArray, ndArray, rowsOf } from "../../core/nd_array.ts";
import { wholeBatch } from "../../data/mod.ts";
import { hyperplanes, signsOf, turnedCodes } from "./bit_ways.ts";
import { linearWays } from "./linear_ways.ts";
import { FEWEST_BITS, less, sidesOf, type Way, type WaysInput } from "./ways.ts";

/**
 * The ways to find examples, one after the other, so that only one is held at a time: by codes and their
 * bits, with the inputs as a second stage; by the code of a query against bits (Gordo and Perronnin,
 * "Asymmetric distances for binary embeddings", 2011); by bits of rotated codes, as many or fewer; by PCA, or
 * latent semantic analysis of texts, and its bits; by random hyperplanes; and by the inputs. Needs the
 * backend.
 */
export function* retrievalWays(input: WaysInput): Generator<Way, void> {
  const { codes, metric, threshold, isText, shortlist, items, queries } = input;
  const size = codes.items.shape[1], hasBits = size >= FEWEST_BITS;
  const inputs = { items, queries };
  const second = { sides: inputs, metric: "cosine", shortlist } as const;
  const sorted = `the first ${shortlist} sorted by inputs`;
  const named = `codes of ${size} values, ${metric}`;
  yield { name: named, sides: codes, metric };
  yield { name: `${named}, ${sorted}`, sides: codes, metric, second };
  if (hasBits) {
    const name = `bits of codes, ${size}`;
    const sides = signsOf(codes, threshold);
    yield { name, sides, metric: "hamming" };
    yield { name: `${name}, ${sorted}`, sides, metric: "hamming", second };
    const asked = { items: sides.items, queries: less(codes.queries, Array(size).fill(threshold)) };
    yield { name: `${name}, asked by codes`, sides: asked, metric: "cosine" };
    yield* turnedCodes(input, size);
  }
  yield* linearWays(input, size);
  const numbers = new Set([size, ...input.sizes.filter((bits) => bits >= FEWEST_BITS)]);
  for (const bits of hasBits ? numbers : []) yield hyperplanes(inputs, { bits, rng: input.rng });
  yield { name: "inputs, euclidean", sides: inputs, metric: "euclidean" };
  yield { name: "inputs, cosine", sides: inputs, metric: "cosine" };
  if (isText) return;
  const centred = sidesOf(input, (examples) => lessOwnMean(rowsOf(wholeBatch(examples))));
  yield { name: "inputs less the mean of each, cosine", sides: centred, metric: "cosine" };
}

/** Rows, each less the mean of its own values: pictures however bright they are. */
function lessOwnMean({ shape, values }: NdArray): NdArray {
  const width = shape[1], rest = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += width) {
    let mean = 0;
    for (let i = 0; i < width; i++) mean += values[from + i] / width;
    for (let i = 0; i < width; i++) rest[from + i] = values[from + i] - mean;
  }
  return ndArray(shape, rest);
}
