/** The rules of a code pad. */
export const codePadCss = `
.pad {
  display: grid;
  gap: 8px;
  min-inline-size: 0;
}
.pad-plane {
  position: relative;
  inline-size: 100%;
  aspect-ratio: 1;
  border-radius: var(--radius);
  background: var(--surface);
  border: 1px solid var(--line);
  container-type: inline-size;
}
.pad-plane:not(.is-pointed):has(:focus-visible) {
  outline: 2px solid var(--accent);
  outline-offset: 3px;
}
.pad-map {
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  border-radius: inherit;
  color: var(--ink);
  cursor: crosshair;
  touch-action: none;
  transition: color 1ms;
}
.pad-line,
.pad-ring {
  position: absolute;
  inset: 0 auto auto 0;
  pointer-events: none;
}
.pad-line {
  block-size: 100%;
  border-inline-start: 1px solid var(--ink);
  opacity: 0.45;
  translate: calc(var(--right) * 100cqi - 0.5px) 0;
}
.pad-line.is-level {
  block-size: auto;
  inline-size: 100%;
  border: 0;
  border-block-start: 1px solid var(--ink);
  translate: 0 calc(var(--down) * 100cqi - 0.5px);
}
.pad-ring {
  inline-size: 20px;
  block-size: 20px;
  border: 3px solid var(--accent);
  border-radius: 50%;
  background: var(--surface);
  box-shadow: 0 0 0 2px var(--surface), 0 1px 6px rgb(0 0 0 / 0.4);
  translate: calc(var(--right) * 100cqi - 50%) calc(var(--down) * 100cqi - 50%);
}
.pad-readout {
  color: var(--muted);
  font-size: 0.875em;
  font-variant-numeric: tabular-nums;
}
`;
