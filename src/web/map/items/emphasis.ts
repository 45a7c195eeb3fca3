/** The degrees to which an item stands out, in the order in which they are painted. */
export const LEVELS = { hidden: 0, faded: 1, plain: 2, raised: 3 } as const;

/**
 * The level of each item: those of a style that is switched off are hidden; where a search or a
 * selection holds, what it holds is raised and the rest faded.
 */
export function levelsOf(
  styleOf: Uint8Array,
  { off, matches, selected }: {
    /** The styles that are switched off. */
    off: ReadonlySet<number>;
    /** The items that a search found; nothing where none is on. */
    matches: ReadonlySet<number> | undefined;
    selected: ReadonlySet<number>;
  },
): Uint8Array {
  const isCalm = matches === undefined && selected.size === 0;
  const usual = isCalm ? LEVELS.plain : LEVELS.faded;
  const levels = Uint8Array.from(styleOf, (style) => off.has(style) ? LEVELS.hidden : usual);
  for (const items of [matches ?? [], selected]) {
    for (const item of items) if (levels[item] !== LEVELS.hidden) levels[item] = LEVELS.raised;
  }
  return levels;
}
