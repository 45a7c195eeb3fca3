import { type ExampleKind, exampleKind } from "../../core/example_kind.ts";
import { parseRecord } from "../../core/parse_record.ts";
import type { PreprocessorConfig } from "../../core/preprocessor/preprocessor.ts";
import { refusing } from "../../core/refuse.ts";
import type { Scaling } from "../../core/preprocessor/scaling.ts";
import { type Shape, sizeOf } from "../../core/shape.ts";
import { valueNames } from "../../core/value_names.ts";

/** The form in which people read the examples of a model. */
export interface ExampleForm {
  readonly kind: ExampleKind;
  /** The shape of one example. */
  readonly shape: Shape;
  /** The names of its values; none of images and of long vectors, which are seen as a whole. */
  readonly names: readonly string[];
  /** The common scale on which the model sees them. */
  readonly scaling?: Scaling;
  /** One of the numbers that the data had, in the units of the page: 1/255 of bytes, else 1. */
  readonly unit: number;
}

/**
 * The form of a model's examples, by its preprocessor and the text of it, which says more than running
 * the model needs; `name` is how errors call it. Throws a SyntaxError for columns that are no names.
 */
export function exampleForm(text: string, config: PreprocessorConfig, name: string): ExampleForm {
  const { columns, numbers } = parseRecord(text) ?? {};
  const { inputShape: shape, scaling, bytesScale } = config;
  if (columns !== undefined && !isNames(columns, sizeOf(shape))) {
    return refusing(name, "a preprocessor")(`its columns are not ${sizeOf(shape)} names`);
  }
  const described = { ...config, ...(columns && { columns }) };
  const kind = exampleKind(described);
  return {
    kind,
    shape,
    names: kind === "table" || kind === "texts" ? valueNames(described) : [],
    ...(scaling && { scaling }),
    unit: numbers === "bytes" ? bytesScale : 1,
  };
}

function isNames(value: unknown, count: number): value is string[] {
  return Array.isArray(value) && value.length === count &&
    value.every((name) => typeof name === "string");
}
