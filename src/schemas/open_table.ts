/** The way in for entries that come from elsewhere. */
export interface Additions<Entry> {
  /** True where there is an entry of this name. */
  has(name: string): boolean;
  /** Adds an entry; throws a RangeError for a name that there is already. */
  add(name: string, entry: Entry): void;
}

/** Entries by their names, to which others can be added. */
export interface OpenTable<Entry> extends Additions<Entry> {
  /** Every entry with its name, those that were added last. */
  entries(): [string, Entry][];
}

/** A table of `import * as entries`, to which entries can be added. */
export function openTable<Entry>(entries: Readonly<Record<string, Entry>>): OpenTable<Entry> {
  const byName = new Map(Object.entries(entries));
  return {
    entries: () => [...byName],
    has: (name) => byName.has(name),
    add(name, entry) {
      if (byName.has(name)) {
        throw new RangeError(`Cannot add "${name}": there is an entry of this name already`);
      }
      byName.set(name, entry);
    },
  };
}
