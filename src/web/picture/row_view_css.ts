/** The rules of a table of values. */
export const rowViewCss = `
.row-view {
  display: grid;
  gap: 8px;
  inline-size: 100%;
}
.row-scroll {
  max-block-size: 532px;
  overflow: auto;
}
.rows {
  position: relative;
  inline-size: 100%;
  border-collapse: collapse;
  table-layout: fixed;
  font-variant-numeric: tabular-nums;
}
.rows :is(th, td) {
  block-size: 30px;
  padding: 1px 8px 1px 0;
  border-block-end: 1px solid var(--line);
  font-weight: inherit;
  text-align: end;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.rows th:first-child {
  inline-size: 30%;
  text-align: start;
  white-space: normal;
  overflow-wrap: anywhere;
}
.rows thead > tr > * {
  position: sticky;
  inset-block-start: 0;
  z-index: 1;
  background: var(--surface);
  color: var(--muted);
  font-size: 12px;
}
.rows .row-track {
  position: relative;
}
.rows .largest > * {
  font-weight: 650;
}
.is-beside thead > tr > :last-child {
  text-align: start;
}
.rows input:focus-visible {
  outline-offset: -1px;
}
.rows ::-webkit-inner-spin-button {
  display: none;
}
.rows input {
  inline-size: 100%;
  padding: 1px 4px;
  appearance: textfield;
  font-variant-numeric: inherit;
  text-align: end;
}
.is-signed::before {
  content: "";
  position: absolute;
  inset: 0 auto 0 50%;
  border-inline-start: 1px solid var(--line);
}
.row-bar {
  position: absolute;
  inset-block: calc(50% - 6px);
  min-inline-size: 1px;
  border-radius: 2px;
  background: color-mix(in srgb, var(--ink) 28%, transparent);
}
.row-bar.is-over {
  background: var(--accent);
}
.is-beside .is-over {
  inset-block: calc(50% - 2.5px);
}
.is-beside .largest .is-over {
  background: #e76300;
}
.is-beside th:is(:nth-child(2), :nth-child(3))::before {
  content: "";
  display: inline-block;
  inline-size: 10px;
  block-size: 10px;
  margin-inline-end: 5px;
  border-radius: 2px;
  background: color-mix(in srgb, var(--ink) 28%, transparent);
}
.is-beside th:nth-child(3)::before {
  block-size: 5px;
  margin-block-end: 2px;
  background: var(--accent);
}
@media (forced-colors: active) {
  .row-bar {
    forced-color-adjust: none;
    border: 1px solid CanvasText;
    background: Canvas;
  }
  .row-bar.is-over {
    background: CanvasText;
  }
  .is-beside .largest .is-over {
    background: Highlight;
  }
}
`;
