/** Places in memory, by their names. */
export interface Places<Name extends string> {
  /** The byte offset of each. */
  readonly at: Readonly<Record<Name, number>>;
  /** Bytes that all of them take. */
  readonly bytes: number;
}

/** Places of so many bytes each, one behind the other in their order, from a byte offset on. */
export function places<Name extends string>(
  sizes: Readonly<Record<Name, number>>,
  start = 0,
): Places<Name> {
  const at: Partial<Record<Name, number>> = {};
  let end = start;
  for (const name of Object.keys(sizes) as Name[]) {
    at[name] = end;
    end += sizes[name];
  }
  return { at: at as Record<Name, number>, bytes: end - start };
}
