/** The rules of what lies around the maps: search, tools, legend, words, table. */
export const mapPartsCss = `
.toolbar,
.search,
.tools,
.legend-head {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px var(--gap);
}
.tools {
  gap: 6px;
}
.search input,
.legend-head select,
.tool,
.small-button {
  min-block-size: 32px;
  padding: 2px 10px;
}
.search input {
  border: 1px solid var(--line);
  border-radius: var(--radius);
  background: var(--raised);
  color: var(--ink);
  font: inherit;
  inline-size: 14em;
  max-inline-size: 100%;
}
.search-said,
.legend-count,
.legend-remark,
.words,
.scale {
  color: var(--muted);
}
.tool[aria-pressed="true"] {
  border-color: var(--accent);
  background: var(--accent);
  color: var(--on-accent);
}
.legend-box {
  display: grid;
  gap: 6px;
}
.legend {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px;
  max-block-size: 12em;
  overflow: auto;
}
.legend-entry {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  max-inline-size: 100%;
  min-block-size: 28px;
  padding: 0 8px;
  border-radius: 14px;
  background: none;
  overflow-wrap: anywhere;
}
.legend-entry[aria-pressed="false"] {
  border-style: dashed;
  color: var(--muted);
  text-decoration: line-through;
}
.legend-entry[aria-pressed="false"] > .legend-swatch {
  opacity: 0.25;
}
.legend-swatch {
  flex: none;
  inline-size: 11px;
  block-size: 11px;
  background: var(--colour);
  forced-color-adjust: none;
}
.legend-swatch.is-disc {
  border-radius: 50%;
}
.legend-swatch.is-diamond {
  clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);
}
.legend-swatch.is-triangle {
  clip-path: polygon(0 0, 100% 0, 50% 100%);
}
.scale {
  display: inline-flex;
  align-items: center;
  gap: 8px;
  padding-inline-end: var(--gap);
}
.scale-bar {
  inline-size: 160px;
  block-size: 12px;
  border-radius: 3px;
  forced-color-adjust: none;
}
.legend-remark,
.words {
  margin: 0;
}
.words b {
  color: var(--ink);
}
.items summary {
  cursor: pointer;
  padding-block: 4px;
}
.table-wide {
  overflow: auto;
  max-block-size: 28em;
}
.items table {
  border-collapse: collapse;
  font-variant-numeric: tabular-nums;
}
.items caption {
  padding-block: 4px;
  color: var(--muted);
  text-align: start;
}
.items th,
.items td {
  padding: 3px 12px 3px 0;
  border-block-end: 1px solid var(--line);
  text-align: start;
  vertical-align: top;
}
.row-name {
  padding: 0;
  border: 0;
  background: none;
  color: var(--accent);
  font: inherit;
  text-align: start;
  overflow-wrap: anywhere;
}
.items summary:focus-visible {
  outline: 2px solid var(--accent);
}
@media (pointer: coarse) {
  .tool,
  .small-button,
  .search input,
  .legend-entry {
    min-block-size: 40px;
  }
}
@media (forced-colors: active) {
  .legend-entry[aria-pressed="true"],
  .tool[aria-pressed="true"] {
    outline: 2px solid Highlight;
  }
}
`;
