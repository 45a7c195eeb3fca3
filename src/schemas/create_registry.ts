import { z } from "zod";
import type { Additions } from "./open_table.ts";

/** A record that carries the schema of what describes it, told apart from others by one field. */
export interface Part<Key extends string, Name> {
  readonly schema: z.ZodObject<{ readonly [Field in Key]: z.ZodLiteral<Name & string> }>;
}

/** Parts by their names; a name that is not the one in the part's own schema does not compile. */
export type Parts<Key extends string, Table> = {
  readonly [Name in keyof Table]: Part<Key, Name>;
};

/** The way in for parts that come from elsewhere, each one like all others from then on. */
export type AddedParts = Additions<{ readonly schema: z.ZodObject }>;

/** A schema of many parts, and the way from what it reads to the part that is meant. */
export interface Registry<Key extends string, Table extends Parts<Key, Table>> extends AddedParts {
  /** The schema of any of them, in the order of their names, and of those that are added. */
  readonly schema: z.ZodDiscriminatedUnion<readonly Table[keyof Table]["schema"][], Key>;
  /** The part that a description names. */
  partOf<Name extends keyof Table>(spec: { readonly [Field in Key]: Name }): Table[Name];
}

/** The words behind the names of the parts that there are, where a plug-in can bring others. */
const OTHERS = ", or one of your own by --plugin FILE";

/**
 * The registry of parts that a field tells apart: `import * as parts` of a file with an `export` for
 * each, so that a new part is its file and a line there. Plug-ins can add others, which the sentence on
 * an unknown name says, unless it is `closed` to them.
 */
export function createRegistry<Key extends string, Table extends Parts<Key, Table>>(
  key: Key,
  parts: Table,
  { closed = false }: { readonly closed?: boolean } = {},
): Registry<Key, Table> {
  const byName = new Map<unknown, Table[keyof Table]>(Object.entries(parts));
  const unknownName = ({ code }: { readonly code: string }) => {
    if (closed || code !== "invalid_union") return undefined;
    const names = [...byName.keys()].map((name) => `'${name}'`).join(" | ");
    return `Invalid discriminator value. Expected ${names}${OTHERS}`;
  };
  const union = () => {
    const [first, ...others] = [...byName.values()].map(({ schema }) => schema);
    return z.discriminatedUnion(key, [first, ...others], { error: unknownName });
  };
  const schema = union();
  return {
    schema,
    partOf: <Name extends keyof Table>(spec: { readonly [Field in Key]: Name }) =>
      byName.get(spec[key]) as Table[Name],
    has: (name) => byName.has(name),
    add(name, part) {
      if (byName.has(name)) {
        throw new RangeError(`Cannot add "${name}": there is a part of this name already`);
      }
      // Specs of added parts are checked as they are read; the compiler knows of the others alone.
      byName.set(name, part as unknown as Table[keyof Table]);
      const { parse } = union()._zod;
      // Other schemas hold this one, so it is what it reads that grows.
      schema._zod.parse = parse;
      schema._zod.run = parse;
    },
  };
}
