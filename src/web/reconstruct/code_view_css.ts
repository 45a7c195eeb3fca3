/** The rules of a view of codes. */
export const codeViewCss = `
.code {
  display: grid;
  gap: 6px;
  min-inline-size: 0;
}
.code-picture {
  display: grid;
  block-size: var(--picture, 160px);
  border-radius: var(--radius);
  background: var(--raised);
  overflow: hidden;
  padding: 8px;
}
.code-bars {
  inline-size: 100%;
  block-size: 100%;
  min-block-size: 0;
}
.code-bars.hidden {
  display: none;
}
.code-above {
  fill: #e76300;
}
.code-below {
  fill: #3f90da;
}
.code-zero {
  stroke: var(--muted);
  vector-effect: non-scaling-stroke;
}
.code-map {
  inline-size: 100%;
  block-size: 100%;
  min-block-size: 0;
  object-fit: contain;
  image-rendering: pixelated;
}
`;
