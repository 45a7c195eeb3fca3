/** The rules of a row of examples. */
export const exampleChoiceCss = `
.examples {
  display: grid;
  grid-template-columns: repeat(5, 1fr);
  gap: 6px;
}
.example {
  position: relative;
  display: block;
  aspect-ratio: 1;
  overflow: hidden;
  border-radius: 4px;
  outline: 1px solid var(--line);
  cursor: pointer;
}
.example > :last-child,
.example canvas {
  display: block;
  inline-size: 100%;
  block-size: 100%;
}
.examples.are-names {
  display: flex;
  flex-wrap: wrap;
}
.are-names .example {
  aspect-ratio: auto;
  padding: 2px 10px;
}
.example svg {
  block-size: 100%;
}
.example:hover {
  outline-color: var(--muted);
}
.example:has(:checked) {
  outline: 2px solid var(--accent);
  outline-offset: 1px;
}
.example:has(:focus-visible) {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
}
`;
