/** The rules of a curve. */
export const curveViewCss = `
.curve-view {
  display: grid;
  inline-size: 100%;
  color: var(--muted);
  font-size: 12px;
  font-variant-numeric: tabular-nums;
}
.curve-view svg {
  inline-size: 100%;
  block-size: 180px;
  border-block: 1px solid var(--line);
  overflow: visible;
}
:is(.example, .preview) .curve-view > :not(svg) {
  display: none;
}
.preview .curve-view svg {
  block-size: 60px;
}
.curve-view path {
  fill: none;
  stroke: var(--accent);
  stroke-width: 2;
  stroke-linejoin: round;
  vector-effect: non-scaling-stroke;
}
:is(.example, .preview) .curve-view path {
  stroke-width: 1.2;
}
.curve-view .curve-original {
  stroke: var(--muted);
}
.curve-original[d] + path {
  stroke-dasharray: 6 3;
}
.curve-places {
  margin-block-start: -1.45em;
  text-align: end;
}
`;
