/** The rules of a word view. */
export const wordViewCss = `
.words {
  display: grid;
  gap: 6px;
  margin: 0;
  padding: 0;
  list-style: none;
}
.word {
  display: grid;
  grid-template-columns: minmax(6em, 2fr) 5fr;
  gap: var(--gap);
  align-items: center;
}
.word-name {
  overflow: hidden;
  text-align: end;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.word-bar {
  block-size: 0.6em;
  border-radius: 2px;
  background: var(--accent);
  transform: scaleX(var(--share, 0));
  transform-origin: left;
}
@media (forced-colors: active) {
  .word-bar {
    background: CanvasText;
    forced-color-adjust: none;
  }
}
`;
