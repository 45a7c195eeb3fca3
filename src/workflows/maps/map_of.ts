import { encodePca, fitPca } from "../../baselines/mod.ts";
import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { unitPoints } from "../../data/mod.ts";
import { tensorProduct } from "../../evaluation/passes/tensor_product.ts";
import { type MapEvent, neighboursOf, principalPlane, tsne, umap } from "../../maps/mod.ts";

/** The names of the ways from points to a map; "code" takes points of the plane for their places. */
export const MAP_METHODS = ["tsne", "umap", "pca", "code"] as const;

/** One of these ways. */
export type MapMethod = typeof MAP_METHODS[number];

/** The steps of a map that are done. */
export interface MapProgress {
  readonly done: number;
  readonly all: number;
}

/** The choices of one map. */
export interface MapOfOptions {
  readonly method: MapMethod;
  readonly of: "codes" | "inputs";
  /** True for values of the words of texts, and codes of such. */
  readonly isText: boolean;
  readonly seed: number;
  /** The kernels of maps. */
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly onProgress?: (progress: MapProgress) => void;
}

/** A map [N, 2], with the words for how it was made. */
export interface MadeMap {
  readonly map: NdArray;
  readonly caption: string;
  readonly remarks: readonly string[];
}

/** The components that inputs of more values are brought to, as is usual before t-SNE. */
const COMPONENTS = 50;

/** The neighbours that t-SNE of the usual perplexity and UMAP take. */
const TSNE_NEIGHBOURS = 90, UMAP_NEIGHBOURS = 14;

/**
 * The map of points [N, D] by a method. Inputs of many values are brought to their principal components
 * first; texts are compared by the directions of their words, and of their codes of more than two values. Needs
 * the backend.
 *
 * Throws a RangeError, one sentence, for points that are no places on a plane where they are to be taken as
 * such, and as `neighboursOf` does.
 */
export async function mapOf(points: NdArray, options: MapOfOptions): Promise<MadeMap> {
  const { method, of, isText, seed, wasm, onProgress } = options, [count, size] = points.shape;
  if (method === "code") {
    if (size !== 2) {
      throw new RangeError(
        `Cannot take ${of} of ${size} values for places on a map: expected two; take tsne, umap or pca`,
      );
    }
    return { map: points, caption: `the ${of} of two values themselves`, remarks: [] };
  }
  const directed = isText && size > 2 ? unitPoints(points) : points;
  const isReduced = of === "inputs" && size > COMPONENTS && method !== "pca";
  const taken = isReduced ? components(directed) : directed;
  const from = [
    ...(directed === points ? [] : ["each of norm 1"]),
    ...(isReduced ? [`by their first ${taken.shape[1]} principal components`] : []),
  ];
  const caption = (name: string) =>
    [`${name} of ${count} ${of} of ${size} values`, ...from].join(", ");
  const start = await principalPlane(taken, { wasm });
  if (method === "pca") return { map: start, caption: caption("PCA"), remarks: [] };
  const near = method === "tsne" ? TSNE_NEIGHBOURS : UMAP_NEIGHBOURS;
  const neighbours = await neighboursOf(taken, { count: near, wasm });
  const events: AsyncIterable<MapEvent> = method === "tsne"
    ? tsne(neighbours, { start, options: { seed }, wasm })
    : umap(neighbours, { start, options: { seed } });
  for await (const event of events) {
    if (event.type === "step") onProgress?.({ done: event.iteration, all: event.iterations });
    else {
      const name = method === "tsne" ? "t-SNE" : "UMAP";
      return { map: event.map, caption: caption(name), remarks: event.remarks };
    }
  }
  throw new Error("the making of a map ended without one");
}

function components({ shape: [count, size], values }: NdArray): NdArray {
  const most = Math.min(COMPONENTS, count);
  const pca = fitPca({ shape: [size], count, values }, { components: most, matMul: tensorProduct });
  return ndArray([count, pca.components.shape[0]], encodePca(pca, values));
}
