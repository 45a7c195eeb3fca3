import { z } from "zod";
import type { Rng } from "../core/rng.ts";
import { parseWith } from "../schemas/parse_with.ts";

const scale = z.enum(["linear", "log"]).default("linear");

/** Any number between two, or any whole one. */
const range = z.strictObject({
  from: z.number(),
  to: z.number(),
  /** Draws evenly over the numbers, or over their logarithms. */
  scale,
  /** True for whole numbers alone. */
  whole: z.boolean().default(false),
});

/** One of some values: numbers, words, lists, whatever the field takes. */
const choice = z.strictObject({ values: z.array(z.json()).min(2) });

/** The schema of a search space: fields of a recipe, by their paths, and where to look for each. */
export const searchSpace = z.strictObject({
  /** The place of the schema of this file, for editors. */
  $schema: z.string().optional(),
  fields: z.record(
    z.string().min(1),
    z.union([range, choice], {
      error: 'expected {"from": …, "to": …} or {"values": […]}',
    }),
  ).refine((fields) => Object.keys(fields).length > 0, "expected one field or more"),
});

/** Fields of a recipe and where to look for each. */
export type SearchSpace = z.infer<typeof searchSpace>;

/** The places to look for one field. */
export type FieldSpace = SearchSpace["fields"][string];

/** The values of a trial, by the paths of their fields. */
export type TrialValues = Readonly<Record<string, unknown>>;

/** The JSON Schema (draft 2020-12) of a file of a search space. */
export function spaceJsonSchema(): Record<string, unknown> {
  return {
    $id: "search_space.schema.json",
    title: "Isthmus search space",
    ...z.toJSONSchema(searchSpace, { io: "input" }),
  };
}

/** Reads a search space from parsed JSON; throws a TypeError or RangeError, one sentence, that names the field. */
export function parseSpace(value: unknown, what: string): SearchSpace {
  const space = parseWith(searchSpace, value, what);
  for (const [path, field] of Object.entries(space.fields)) {
    if ("values" in field) {
      if (new Set(field.values.map((each) => JSON.stringify(each))).size === field.values.length) {
        continue;
      }
      throw new RangeError(`Cannot use ${what}: ${path} has the same value twice`);
    }
    const { from, to, scale, whole } = field;
    if (!(from < to)) {
      throw new RangeError(`Cannot use ${what}: ${path} goes from ${from} to ${to}, expected more`);
    }
    if (scale === "log" && from <= 0) {
      throw new RangeError(
        `Cannot use ${what}: ${path} begins at ${from}, and a logarithm has no place for it; expected more than 0`,
      );
    }
    if (whole && !(Number.isInteger(from) && Number.isInteger(to))) {
      throw new RangeError(
        `Cannot use ${what}: ${path} is of whole numbers, and goes from ${from} to ${to}`,
      );
    }
  }
  return space;
}

/** The digits of a drawn number: more say nothing, and are hard to read. */
const DIGITS = 4;

/** Draws a value for each field, each from a stream of its own. */
export function drawValues({ fields }: SearchSpace, rng: Rng): TrialValues {
  return Object.fromEntries(
    Object.entries(fields).map(([path, field]) => [path, drawValue(field, rng.fork(path))]),
  );
}

function drawValue(field: FieldSpace, rng: Rng): unknown {
  if ("values" in field) return field.values[rng.integer(field.values.length)];
  const { from, to, scale, whole } = field, part = rng.uniform();
  // Each whole number has a stretch of its own, those at the ends too.
  const [low, high] = whole ? [from - 0.5, to + 0.5] : [from, to];
  const value = scale === "log" ? low * (high / low) ** part : low + (high - low) * part;
  const drawn = whole ? Math.round(value) : Number(value.toPrecision(DIGITS));
  return Math.min(to, Math.max(from, drawn));
}

/** The values at the ends of a field, or all of its choices: those that a recipe must take. */
export function outerValues(field: FieldSpace): readonly unknown[] {
  return "values" in field ? field.values : [field.from, field.to];
}
