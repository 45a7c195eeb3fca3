import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Nearest } from "../search/nearest.ts";
import { type BitCodes, bitsOf, searchBits } from "../search/search_bits.ts";
import { searchCodes } from "../search/search_codes.ts";
import type { Collection } from "./collection.ts";
import type { Found } from "./found.ts";

/** A collection that can be asked. */
export interface CollectionSearch {
  /**
   * The items nearest to the code of an encoder, from near to far, of equally far ones the first ones first.
   * Throws a RangeError, one sentence, for a code of another size or with values that are no numbers.
   */
  byCode(code: Float32Array<ArrayBuffer>, options: SearchCount): Found[];
  /** The items nearest to one of them, which is left out; throws a RangeError, one sentence, for none. */
  byItem(item: number, options: SearchCount): Found[];
}

/** The number of items that are looked for: a whole number from 1 up. */
interface SearchCount {
  readonly count: number;
}

/**
 * Takes a collection into the search, whose compiled kernels are `wasm`: every code is looked at. Throws as
 * `searchCodes` and `searchBits` do.
 *
 * @example
 * ```ts
 * import { searchCollection } from "isthmus";
 *
 * const codes = { shape: [3, 2], values: Float32Array.of(0, 0, 3, 4, 0, 1) };
 * const items = [{ id: "a" }, { id: "b" }, { id: "c" }];
 * const kind = { type: "values", size: 2, metric: "euclidean" } as const;
 * const manifest = { data: "points", kind: "vectors", count: 3, codes: kind } as const;
 * const wasm = await Deno.readFile("build/kernels/search.wasm");
 * const { byItem } = await searchCollection({ manifest, items, codes }, { wasm });
 * assertEquals(byItem(0, { count: 2 }), [{ item: 2, distance: 1 }, { item: 1, distance: 5 }]);
 * ```
 */
export async function searchCollection(
  { manifest: { codes: kind, count: all }, codes }: Collection,
  { wasm }: { readonly wasm: WebAssembly.Module | BufferSource },
): Promise<CollectionSearch> {
  const ask = "bytes" in codes
    ? await askBits(codes, { wasm, threshold: kind.type === "bits" ? kind.threshold : 0 })
    : await askValues(codes, { wasm, metric: kind.type === "values" ? kind.metric : "cosine" });
  return {
    byCode: (code, { count }) => foundOf(ask.byCode(code, count)),
    byItem(item, { count }) {
      if (!(Number.isInteger(item) && item >= 0 && item < all)) {
        throw new RangeError(`Cannot ask by item ${item + 1}: there are ${all}, from 1 on`);
      }
      // One more, as the item itself is mostly among them: not always, where many have its code.
      return foundOf(ask.byItem(item, count + 1)).filter((found) => found.item !== item)
        .slice(0, count);
    },
  };
}

/** The two ways to ask a collection, whatever its codes are. */
interface Ask {
  byCode(code: Float32Array<ArrayBuffer>, count: number): Nearest;
  byItem(item: number, count: number): Nearest;
}

type Wasm = Parameters<typeof searchCollection>[1];

async function askValues(
  codes: NdArray,
  { metric, ...options }: Wasm & Parameters<typeof searchCodes>[1],
): Promise<Ask> {
  const search = await searchCodes(codes, { metric, ...options }),
    size = sizeOf(codes.shape.slice(1));
  const byCode = (values: Float32Array<ArrayBuffer>, count: number) =>
    search.search({ shape: [1, values.length], values }, { count });
  return {
    byCode,
    byItem: (item, count) => byCode(codes.values.slice(item * size, (item + 1) * size), count),
  };
}

async function askBits(
  codes: BitCodes,
  { threshold, ...options }: Wasm & { threshold: number },
): Promise<Ask> {
  const search = await searchBits(codes, options),
    { bits, bytes } = codes,
    size = Math.ceil(bits / 8);
  return {
    byCode: (values, count) =>
      search.search(bitsOf({ shape: [1, values.length], values }, { threshold }), { count }),
    byItem: (item, count) =>
      search.search({ bits, bytes: bytes.slice(item * size, (item + 1) * size) }, { count }),
  };
}

function foundOf({ items, distances }: Nearest): Found[] {
  return Array.from(items, (item, at) => ({ item, distance: distances[at] }));
}
