import { decodeSafetensors } from "../../core/safetensors.ts";
import type { WordRows } from "./word_rows.ts";

/**
 * The words of so many texts out of the bytes of a words.safetensors; undefined for a file that is not of
 * these. Where `size` is given, the number of all words, none may have a number that is not below it.
 *
 * Throws a SyntaxError of one sentence for what is no safetensors.
 *
 * @example
 * ```ts
 * import { encodeSafetensors } from "isthmus";
 * import { wordRowsOfFile } from "isthmus/retrieval";
 *
 * const tensor = (...values: number[]) => ({
 *   shape: [values.length],
 *   values: Float32Array.from(values),
 * });
 * const file = { lengths: tensor(1), words: tensor(2), weights: tensor(1) };
 * const bytes = encodeSafetensors({ tensors: file, metadata: {} });
 * assertEquals([...wordRowsOfFile(bytes, { count: 1 })!.words], [2]);
 * assertEquals(wordRowsOfFile(bytes, { count: 1, size: 2 }), undefined);
 * ```
 */
export function wordRowsOfFile(
  bytes: Uint8Array,
  { count, size = Infinity }: { readonly count: number; readonly size?: number },
): WordRows | undefined {
  const { tensors: { lengths, words, weights } } = decodeSafetensors(bytes, "words.safetensors");
  if (!lengths || !words || !weights || lengths.values.length !== count) return undefined;
  const all = lengths.values.reduce((sum, length) => sum + length, 0);
  const isWhole = (value: number) => Number.isInteger(value) && value >= 0;
  if (all !== words.values.length || all !== weights.values.length) return undefined;
  if (!lengths.values.every(isWhole)) return undefined;
  if (!words.values.every((word) => isWhole(word) && word < size)) return undefined;
  return { lengths: lengths.values, words: words.values, weights: weights.values };
}
