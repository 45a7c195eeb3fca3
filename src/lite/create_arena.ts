/** Memory in which the places of values that are no longer needed go to later ones. */
export interface Arena {
  /** The bytes that were needed at once. */
  readonly size: number;
  /** Takes room for 4-byte elements, to the byte where it starts. */
  take(elements: number): number;
  /** Gives back what was taken from this byte on. */
  give(at: number): void;
}

/** An empty arena; each value goes to the first gap that it fits in. */
export function createArena(): Arena {
  let size = 0;
  /** The taken pieces, by where they start. */
  let taken: readonly { readonly at: number; readonly end: number }[] = [];
  return {
    get size() {
      return size;
    },
    take(elements) {
      // Even an empty value has a place of its own, by which it is given back.
      const bytes = Math.max(1, Math.ceil(elements / 4)) * 16;
      let at = 0, i = 0;
      for (; i < taken.length && taken[i].at - at < bytes; i++) at = taken[i].end;
      taken = taken.toSpliced(i, 0, { at, end: at + bytes });
      size = Math.max(size, at + bytes);
      return at;
    },
    give(at) {
      taken = taken.filter((each) => each.at !== at);
    },
  };
}
