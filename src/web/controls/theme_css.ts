/**
 * The colours and sizes of the element, light and dark; a page may set `--isthmus-accent` and the
 * others in their place, and `color-scheme` to choose one of both.
 */
export const themeCss = `
:host {
  --ink: var(--isthmus-ink, light-dark(#1b1f24, #e6e9ee));
  --muted: var(--isthmus-muted, light-dark(#57606a, #9aa4b0));
  --line: var(--isthmus-line, light-dark(#d0d7de, #3a424d));
  --surface: var(--isthmus-surface, light-dark(#ffffff, #15191e));
  --raised: var(--isthmus-raised, light-dark(#f3f5f7, #1f252c));
  --accent: var(--isthmus-accent, light-dark(#0b63c5, #6cb2ff));
  --on-accent: var(--isthmus-on-accent, light-dark(#ffffff, #0b1622));
  --wrong: light-dark(#b3261e, #ff8a80);
  --radius: 6px;
  --gap: 12px;
}
`;
