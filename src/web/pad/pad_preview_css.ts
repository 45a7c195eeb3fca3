/** The rules of a preview. */
export const padPreviewCss = `
.preview {
  position: absolute;
  inset: 0 auto auto 0;
  z-index: 1;
  pointer-events: none;
  translate: calc(var(--x) * 100cqi) calc(var(--y) * 100cqi);
}
.preview-mark,
.preview-card {
  position: absolute;
}
.preview-mark {
  inset: -6px;
  inline-size: 12px;
  block-size: 12px;
  border: 2px solid var(--ink);
  border-radius: 50%;
}
.preview-card {
  inset: auto auto 12px 12px;
  inline-size: 84px;
  padding: 6px;
  border: 1px solid var(--line);
  border-radius: var(--radius);
  background: var(--surface);
  box-shadow: 0 4px 14px rgb(0 0 0 / 0.18);
  color: var(--ink);
  font-size: 0.8125em;
  text-align: center;
}
.is-left > .preview-card {
  left: auto;
  right: 12px;
}
.is-below > .preview-card {
  top: 12px;
  bottom: auto;
}
.preview-picture > * {
  display: block;
  inline-size: 100%;
  block-size: auto;
  border-radius: 3px;
  image-rendering: pixelated;
}
.preview-name {
  overflow: hidden;
  padding-block-start: 4px;
  text-overflow: ellipsis;
  white-space: nowrap;
}
`;
