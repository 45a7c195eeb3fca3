import type { BitCodes } from "../retrieval/mod.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { Code } from "./dialects/dialect.ts";

/** The codes of items, equal ones told apart. */
export interface DistinctCodes {
  /** The number of different codes. */
  readonly count: number;
  /** The place of the first item with the code of each item [N]. */
  readonly first: Uint32Array<ArrayBuffer>;
  /** The code of an item. */
  code(item: number): Code;
}

/** Finds which of some codes are equal, bit by bit. */
export function distinctCodes(codes: NdArray | BitCodes): DistinctCodes {
  const isBits = "bytes" in codes, values = isBits ? codes.bytes : codes.values;
  const size = isBits ? Math.ceil(codes.bits / 8) : codes.shape[1];
  const code = (item: number) => values.subarray(item * size, (item + 1) * size);
  const known = new Map<string, number>();
  const first = Uint32Array.from({ length: values.length / size }, (_, item) => {
    const own = code(item);
    const words = new Uint8Array(own.buffer, own.byteOffset, own.byteLength);
    const key = String.fromCharCode(...words);
    const before = known.get(key);
    if (before === undefined) known.set(key, item);
    return before ?? item;
  });
  return { count: known.size, first, code };
}
