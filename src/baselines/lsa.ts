import { type Examples, unitRows } from "../data/mod.ts";
import { fitPca, type Pca, type PcaOptions } from "./pca.ts";

/**
 * Latent semantic analysis: the C directions from 0 along which texts, each divided by its norm, are
 * longest, which are the right singular vectors of the matrix of texts by words (Deerwester, Dumais,
 * Furnas, Landauer and Harshman, "Indexing by latent semantic analysis", 1990).
 *
 * `encodePca` gives the codes of texts, which are compared by the cosine. Words had best be weighted by their
 * rarity, `tf-idf`: counts alone leave the commonest words to decide. Texts without words say nothing. Throws
 * as `fitPca` does.
 *
 * @example
 * ```ts
 * import { encodePca, fitLsa } from "isthmus";
 *
 * // Two texts on one subject share no word with the third: the directions are the subjects.
 * const values = Float32Array.of(1, 2, 0, 2, 1, 0, 0, 0, 1);
 * const lsa = fitLsa({ shape: [3], count: 3, values }, { components: 2 });
 * const [first, second] = encodePca(lsa, Float32Array.of(0, 0, 5));
 * assertAlmostEquals(first, 0, 1e-5);
 * assertAlmostEquals(Math.abs(second), 5, 1e-5);
 * ```
 */
export function fitLsa(texts: Examples, options: Omit<PcaOptions, "isCentred">): Pca {
  return fitPca(unitRows(texts), { ...options, isCentred: false });
}
