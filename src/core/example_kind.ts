import type { PreprocessorConfig } from "./preprocessor/preprocessor.ts";
import { sizeOf } from "./shape.ts";

/**
 * The kinds of examples by how people can be shown one: as a picture, as a row of values with names, by
 * its words, or as a curve.
 */
export type ExampleKind = "images" | "table" | "texts" | "vectors";

/** The largest row of values without names that is read value by value. */
const LONGEST_ROW = 64;

/** The kind of the examples of a model, by what is known of the way from its data to its input. */
export function exampleKind(
  { kind, inputShape, columns, words }:
    & Pick<PreprocessorConfig, "kind" | "inputShape" | "words">
    & { /** The names of the values of an example. */ readonly columns?: readonly string[] },
): ExampleKind {
  if (words) return "texts";
  if (columns) return "table";
  if (kind === "image") return inputShape.length > 1 ? "images" : "vectors";
  return sizeOf(inputShape) <= LONGEST_ROW ? "table" : "vectors";
}
