/** The rules of a view of codes. */
export const codeViewCss = `
.code {
  display: grid;
  gap: 6px;
  min-width: 0;
}
.code-picture {
  display: grid;
  height: var(--picture, 160px);
  border-radius: var(--radius);
  background: var(--raised);
  overflow: hidden;
  padding: 8px;
  box-sizing: border-box;
}
.code-bars {
  width: 100%;
  height: 100%;
  min-height: 0;
}
.code-bars.hidden,
.code-map[hidden] {
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
  width: 100%;
  height: 100%;
  min-height: 0;
  object-fit: contain;
  image-rendering: pixelated;
}
`;
