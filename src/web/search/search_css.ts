/** The rules of the panel of a search, beside those of the element. */
export const searchCss = `
.search {
  --picture: 112px;
}
.search-tools {
  display: flex;
  flex-wrap: wrap;
  gap: var(--gap);
}
.search-tools .button {
  flex: 1;
}
.search .drawing {
  inline-size: 100%;
  max-inline-size: 220px;
  margin: 0 auto;
}
.search .examples:not(.are-names) {
  grid-template-columns: repeat(10, 1fr);
  gap: 4px;
}
.answer {
  display: grid;
  gap: var(--gap);
  align-content: start;
  min-inline-size: 0;
}
.query,
.nearest {
  display: grid;
  gap: 6px;
  justify-items: start;
  min-inline-size: 0;
}
.query-words {
  margin: 0;
  color: var(--muted);
  overflow-wrap: anywhere;
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 4;
  overflow: hidden;
}
.query > .thumbnail,
.query .image {
  inline-size: var(--picture);
}
.thumbnail {
  display: block;
  inline-size: 100%;
  border-radius: 4px;
  image-rendering: pixelated;
  background: var(--raised);
}
.query-text {
  font: inherit;
  color: var(--ink);
  background: var(--raised);
  border: 1px solid var(--line);
  border-radius: var(--radius);
  padding: 6px 8px;
  min-inline-size: 0;
  resize: vertical;
}
.query-text:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
.status.is-remark {
  color: var(--muted);
}
.found {
  list-style: none;
  margin: 0;
  padding: 0;
  inline-size: 100%;
  display: grid;
  gap: 6px;
}
.found.are-pictures {
  grid-template-columns: repeat(auto-fill, minmax(92px, 1fr));
}
.found-item {
  inline-size: 100%;
  block-size: 100%;
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 0 10px;
  padding: 6px 8px;
  text-align: start;
  align-content: start;
}
.are-pictures .found-item {
  grid-template-columns: minmax(0, 1fr);
  gap: 2px;
  padding: 5px;
}
.found-name,
.found-label,
.found-text {
  overflow-wrap: anywhere;
}
.found-label {
  font-weight: 600;
}
.found-name,
.found-distance {
  color: var(--muted);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
}
.found:not(.are-pictures) .found-text {
  grid-column: 1 / -1;
  grid-row: 2;
}
.found:not(.are-pictures) .found-distance {
  grid-column: 2;
  grid-row: 3;
}
.found:not(.are-pictures) .found-name {
  grid-row: 3;
}
.found:not(.are-pictures) .found-label {
  grid-row: 1;
}
@container (max-width: 559px) {
  .answer {
    display: flex;
    flex-direction: column;
  }
  .query {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    align-self: stretch;
    margin-inline: calc(-1 * var(--gap));
    padding: 8px var(--gap);
    background: var(--surface);
    border-block-end: 1px solid var(--line);
  }
  .search {
    --picture: 72px;
  }
}
@container (min-width: 560px) {
  .search .drawing {
    max-inline-size: none;
  }
  .search .examples:not(.are-names) {
    grid-template-columns: repeat(5, 1fr);
    gap: 6px;
  }
}
@container (min-width: 880px) {
  .answer {
    grid-template-columns: 160px minmax(0, 1fr);
  }
}
`;
