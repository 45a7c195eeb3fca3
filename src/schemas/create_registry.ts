import { z } from "zod";

/** A record that carries the schema of what describes it, told apart from others by one field. */
export interface Part<Key extends string, Name> {
  readonly schema: z.ZodObject<{ readonly [Field in Key]: z.ZodLiteral<Name & string> }>;
}

/** Parts by their names; a name that is not the one in the part's own schema does not compile. */
export type Parts<Key extends string, Table> = {
  readonly [Name in keyof Table]: Part<Key, Name>;
};

/** A schema of many parts, and the way from what it reads to the part that is meant. */
export interface Registry<Key extends string, Table extends Parts<Key, Table>> {
  /** The schema of any of them, in the order of their names. */
  readonly schema: z.ZodDiscriminatedUnion<readonly Table[keyof Table]["schema"][], Key>;
  /** The part that a description names. */
  partOf<Name extends keyof Table>(spec: { readonly [Field in Key]: Name }): Table[Name];
}

/**
 * The registry of parts that a field tells apart: `import * as parts` of a file with an `export` for
 * each, so that a new part is its file and a line there.
 */
export function createRegistry<Key extends string, Table extends Parts<Key, Table>>(
  key: Key,
  parts: Table,
): Registry<Key, Table> {
  const every: readonly Table[keyof Table][] = Object.values(parts);
  const [first, ...others] = every.map(({ schema }) => schema);
  return {
    schema: z.discriminatedUnion(key, [first, ...others]),
    partOf: (spec) => parts[spec[key]],
  };
}
