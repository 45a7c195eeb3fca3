import type { NdArray } from "../../core/nd_array.ts";
import { formatShape } from "../../core/shape.ts";
import { codeDistance, normalizedRows, squaredNorms } from "./code_distance.ts";
import type { Metric } from "./metric.ts";
import { type Nearest, nearestOf } from "./nearest.ts";
import { startSearch } from "./search_memory.ts";

/** Codes of real values that are searched exactly. */
export interface CodeSearch {
  /** The number of codes. */
  readonly count: number;
  /** The bytes of memory that they and their search hold. */
  readonly memorySize: number;
  /**
   * The codes nearest to each query [Q, D], and their distances. Throws a RangeError, one sentence, for
   * queries of another size or with values that are no numbers, and for a number of items that is no whole
   * number from 1 up.
   */
  search(queries: NdArray, options: { readonly count: number }): Nearest;
}

/** The codes and the queries that are multiplied at once: their distances stay in the second-level cache. */
const BLOCK = 1024, QUERIES = 64;

/**
 * Takes codes [N, D] into the search, whose compiled kernels are `wasm`: every code is looked at, by products
 * of 32 bits; which items come up to rounding last is theirs to say, the distances of those that are found
 * are computed again in 64 bits.
 *
 * Throws a RangeError, one sentence, for no codes, for values that are no numbers, and for more than
 * WebAssembly can address.
 *
 * @example
 * ```ts
 * import { searchCodes } from "isthmus";
 *
 * const rows = (...values: number[]) => ({ shape: [values.length / 2, 2], values: Float32Array.from(values) });
 * const wasm = await Deno.readFile("build/kernels/search.wasm");
 * const search = await searchCodes(rows(0, 0, 3, 4, 9, 9), { metric: "euclidean", wasm });
 * const { items, distances } = search.search(rows(3, 0), { count: 2 });
 * assertEquals([[...items], [...distances]], [[0, 1], [3, 4]]);
 * ```
 */
export async function searchCodes(
  codes: NdArray,
  { metric, wasm }: {
    readonly metric: Metric;
    readonly wasm: WebAssembly.Module | BufferSource;
  },
): Promise<CodeSearch> {
  const [count, size] = rowsOf(codes, "codes");
  if (count === 0) throw new RangeError("Cannot search no codes: expected at least one");
  const memory = await startSearch(wasm), { kernels } = memory;
  const scratch = memory.take(kernels.gemmScratch());
  const place = memory.take(4 * count * size), added = memory.take(4 * count);
  const query = memory.take(4 * QUERIES * size), at = memory.take(4 * QUERIES * BLOCK);
  const own = metric === "cosine" ? normalizedRows(codes.values, size) : codes.values;
  memory.floats(place, count * size).set(own);
  // −2 q·c + ‖c‖² is ‖q − c‖² but for what all codes have.
  const isEuclidean = metric === "euclidean", factor = isEuclidean ? -2 : -1;
  if (isEuclidean) memory.floats(added, count).set(squaredNorms(own, size));
  return {
    count,
    get memorySize() {
      return memory.size;
    },
    search(queries, options) {
      const [all, width] = rowsOf(queries, "queries");
      if (width !== size) {
        throw new RangeError(`Cannot search codes of ${size} values with queries of ${width}`);
      }
      const rows = metric === "cosine" ? normalizedRows(queries.values, size) : queries.values;
      const found = nearestOf(
        {
          ...{ memory, count, block: BLOCK, at, queries: QUERIES },
          put(from, many) {
            const part = rows.subarray(from * size, (from + many) * size);
            memory.floats(query, part.length).set(part.map((value) => factor * value));
          },
          compute: (first, items, many) =>
            kernels.gemm(
              ...[query, place + 4 * first * size, many, items, size] as const,
              ...[false, true, isEuclidean ? added + 4 * first : 0] as const,
              ...[-Infinity, Infinity, scratch, at] as const,
            ),
        },
        all,
        options.count,
      );
      return measured(found, {
        queries: rows,
        codes: memory.floats(place, count * size),
        size,
        metric,
      });
    },
  };
}

/** The items that were found with their distances in 64 bits, in the order of these. */
function measured(
  { count, items, distances }: Nearest,
  { queries, codes, size, metric }: {
    queries: Float32Array;
    codes: Float32Array;
    size: number;
    metric: Metric;
  },
): Nearest {
  for (let from = 0; from < items.length; from += count) {
    const row = from / count, query = queries.subarray(row * size, (row + 1) * size);
    const found = Array.from(items.subarray(from, from + count), (item) => {
      const code = codes.subarray(item * size, (item + 1) * size);
      return { item, distance: codeDistance(query, code, metric) };
    }).sort((a, b) => a.distance - b.distance || a.item - b.item);
    found.forEach(({ item, distance }, i) => {
      items[from + i] = item;
      distances[from + i] = distance;
    });
  }
  return { count, items, distances };
}

function rowsOf({ shape, values }: NdArray, what: string): [count: number, size: number] {
  if (shape.length !== 2 || shape[1] === 0) {
    throw new RangeError(
      `Cannot take an array ${formatShape(shape)} for ${what}: expected rows of values`,
    );
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot search with ${what} that hold ${values[bad]}, in row ${
        Math.floor(bad / shape[1])
      }: expected finite numbers`,
    );
  }
  return [shape[0], shape[1]];
}
