/** The rules of a legend. */
export const padLegendCss = `
.legend {
  display: flex;
  flex-wrap: wrap;
  gap: 2px;
}
.legend-entry {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  min-block-size: 28px;
  padding: 0 7px;
  border: 1px solid transparent;
  border-radius: 14px;
  background: none;
  color: var(--muted);
  font: inherit;
  font-size: 0.875em;
  cursor: pointer;
}
.legend-entry:hover {
  background: var(--raised);
  color: var(--ink);
}
.legend-entry[aria-pressed="true"] {
  border-color: var(--line);
  background: var(--raised);
  color: var(--ink);
}
.legend-swatch {
  inline-size: 10px;
  block-size: 10px;
  border-radius: 50%;
  background: var(--colour);
  forced-color-adjust: none;
}
@media (pointer: coarse) {
  .legend-entry {
    min-block-size: 36px;
    border-radius: 18px;
  }
}
@media (forced-colors: active) {
  .legend-entry[aria-pressed="true"] {
    outline: 2px solid Highlight;
  }
}
`;
