import { sizeOf } from "../../core/shape.ts";
import { fillSparseRow } from "./sparse/sparse_rows.ts";
import type { Examples } from "./data_set.ts";
import { isDense } from "./sparse/dense_examples.ts";

/**
 * 64 bits of each example's values, as two whole numbers [count, 2]: equal examples have equal ones,
 * wherever they stand, and among a million others a pair is equal by chance once in 40 million data sets.
 *
 * Two multiplicative hashes with the finish of MurmurHash3 (Austin Appleby, 2011), over bytes or over the
 * bits of floats: nothing that withstands somebody who looks for two alike. A sparse row has the hash of all
 * its values.
 */
export function rowHashes({ shape, count, values }: Examples): Int32Array<ArrayBuffer> {
  const size = sizeOf(shape), hashes = new Int32Array(2 * count);
  const one = new Float32Array(isDense(values) ? 0 : size);
  const words = wordsOf(isDense(values) ? values : one);
  for (let row = 0; row < count; row++) {
    if (!isDense(values)) fillSparseRow(values, row, one);
    const from = isDense(values) ? row * size : 0;
    let a = size, b = ~size;
    for (let i = from; i < from + size; i++) {
      const word = words[i];
      a = Math.imul(a ^ word, 0x5bd1e995);
      a ^= a >>> 15;
      b = Math.imul((b << 13 | b >>> 19) ^ word, 0xcc9e2d51);
    }
    hashes[2 * row] = mixed(a ^ (b >>> 16));
    hashes[2 * row + 1] = mixed(b ^ a);
  }
  return hashes;
}

/** Bytes as they are, floats as their bits. */
function wordsOf(values: Uint8Array | Float32Array): Uint8Array | Int32Array {
  return values instanceof Uint8Array
    ? values
    : new Int32Array(values.buffer, values.byteOffset, values.length);
}

/** Every bit of the result depends on every bit of the word. */
function mixed(word: number): number {
  word = Math.imul(word ^ word >>> 16, 0x85ebca6b);
  word = Math.imul(word ^ word >>> 13, 0xc2b2ae35);
  return word ^ word >>> 16;
}
