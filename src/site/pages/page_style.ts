/** The rules of the pages around the element, light and dark. */
export const pageCss = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1f24, #e6e9ee);
  --muted: light-dark(#57606a, #9aa4b0);
  --line: light-dark(#d0d7de, #3a424d);
  --ground: light-dark(#f6f8fa, #0f1216);
  --surface: light-dark(#ffffff, #15191e);
  --accent: light-dark(#0b63c5, #6cb2ff);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif;
}
main, footer { max-width: 72rem; margin: 0 auto; padding: 1rem clamp(1rem, 4vw, 2.5rem); }
h1, h2 { line-height: 1.2; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; margin: 1rem 0 0.5rem; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 0.5rem; }
p { max-width: 46rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
a { color: var(--accent); }
a:focus-visible, .wide:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.from-disk {
  max-width: 52rem;
  padding: 0.75rem 1rem;
  background: var(--surface);
  border: 1px solid var(--accent);
  border-radius: 8px;
}
isthmus-decoder { display: block; max-width: 52rem; }
.gallery {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));
  gap: 1.25rem;
}
.card {
  min-width: 0;
  padding: 1rem;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 8px;
}
.card h2 { margin-top: 0; }
dl {
  display: grid;
  grid-template-columns: minmax(6rem, max-content) 1fr;
  gap: 0.25rem 1rem;
  margin: 0;
}
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.8rem; border-bottom: 1px solid var(--line); text-align: right; }
th { font-weight: 600; }
th:first-child { padding-left: 0; text-align: left; }
footer { color: var(--muted); font-size: 0.875rem; }
`;

/** The icon of the pages: two shores and the narrow land between them. */
export const pageIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<path fill="#0b63c5" d="M2 4q14 10 28 0v24q-14-10-28 0z"/>
</svg>
`;
