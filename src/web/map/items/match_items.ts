/** Finds items by a part of their name or text, without regard to case or accents. */
export interface ItemSearch {
  /** The items that hold all words of a query, in their order; nothing for a query without a word. */
  find(query: string): number[] | undefined;
}

/** Makes the search of names, and of texts where there are any. */
export function createItemSearch(
  { names, texts }: { names: readonly string[]; texts?: readonly string[] | undefined },
): ItemSearch {
  let plain: string[] | undefined;
  return {
    find(query) {
      const words = plainOf(query).split(/\s+/).filter((word) => word !== "");
      if (words.length === 0) return undefined;
      plain ??= names.map((name, item) => plainOf(`${name}\n${texts?.[item] ?? ""}`));
      const found: number[] = [];
      for (const [item, text] of plain.entries()) {
        if (words.every((word) => text.includes(word))) found.push(item);
      }
      return found;
    },
  };
}

function plainOf(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
