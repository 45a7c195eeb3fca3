import type { PreprocessorConfig } from "./preprocessor/preprocessor.ts";
import { sizeOf } from "./shape.ts";

/**
 * The names of the values of an example, row-major: its columns or words, or `pixel r,c` and `value n`,
 * all counted from 1; of images with channels, `pixel r,c,k`.
 */
export function valueNames(
  { inputShape, columns, words }:
    & Pick<PreprocessorConfig, "inputShape" | "words">
    & { readonly columns?: readonly string[] },
): readonly string[] {
  const given = columns ?? words?.vocabulary, size = sizeOf(inputShape);
  if (given) return given;
  if (inputShape.length !== 3) return Array.from({ length: size }, (_, i) => `value ${i + 1}`);
  const [, width, channels] = inputShape;
  return Array.from({ length: size }, (_, i) => {
    const pixel = Math.floor(i / channels);
    const place = [Math.floor(pixel / width) + 1, pixel % width + 1];
    return `pixel ${[...place, ...channels > 1 ? [i % channels + 1] : []].join(",")}`;
  });
}
