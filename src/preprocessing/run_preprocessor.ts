import { z } from "zod";
import { parseRecord } from "../core/parse_record.ts";
import { parsePreprocessor, type PreprocessorConfig } from "../core/preprocessor/preprocessor.ts";
import type { ColumnEncoding } from "../data/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";

const name = z.string();

/** The way of a column's cells to values. */
const encoding: z.ZodType<ColumnEncoding> = z.discriminatedUnion("kind", [
  z.object({ name, kind: z.literal("truth") }),
  z.object({ name, kind: z.literal("words"), words: z.array(z.string()).min(1).readonly() }),
  z.object({
    name,
    kind: z.literal("date"),
    since: z.iso.date(),
    order: z.enum(["day-first", "month-first"]).exactOptional(),
    hasTimes: z.boolean().exactOptional(),
  }),
  z.object({ name, kind: z.literal("missing") }),
]);

/** The fields of a run's preprocessor_config.json that running its model does without. */
const dataFields = z.object({
  /** The numbers that the model was trained on; absent of models of older versions. */
  numbers: z.enum(["bytes", "floats"]).exactOptional(),
  /** The names of the values of an example, for a table. */
  columns: z.array(z.string()).readonly().exactOptional(),
  /** The way of the table's columns that are not numbers to values. */
  encodings: z.array(encoding).readonly().exactOptional(),
  /** The value of each column where one is missing; absent where none may be. */
  fill: z.array(z.number()).readonly().exactOptional(),
  /** The way of pictures of another shape; absent where they were of one size. */
  fit: z.enum(["crop", "pad", "stretch"]).exactOptional(),
});

/** The way from data to the input of a run's model: all of its preprocessor_config.json. */
export type RunPreprocessor = PreprocessorConfig & z.infer<typeof dataFields>;

/**
 * Reads the text of a run's preprocessor_config.json; `name` is how errors call it. Throws a SyntaxError
 * or a TypeError, one sentence that names the file and the field.
 */
export function parseRunPreprocessor(text: string, name: string): RunPreprocessor {
  const config = parsePreprocessor(text, name);
  const fields = parseWith(dataFields, parseRecord(text), name);
  const [size] = config.inputShape;
  for (const field of ["columns", "fill"] as const) {
    const { length } = fields[field] ?? { length: size };
    if (length === size) continue;
    throw new TypeError(
      `Cannot use ${name}: ${field}: it is for ${length} values, expected ${size}`,
    );
  }
  return { ...config, ...fields };
}
