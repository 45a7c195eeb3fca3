/** The rules of swatches. */
export const swatchesCss = `
.swatches {
  display: flex;
  align-items: center;
  gap: 4px;
}
.swatches-label {
  flex: 1;
  color: var(--muted);
}
.swatch {
  appearance: none;
  inline-size: 24px;
  block-size: 24px;
  margin: 0;
  border-radius: 50%;
  background: var(--swatch);
  border: 1px solid var(--line);
  cursor: pointer;
}
.swatch:checked {
  outline: 2px solid var(--accent);
  outline-offset: 1px;
}
.swatch:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
}
`;
