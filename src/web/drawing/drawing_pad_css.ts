/** The rules of a drawing pad. */
export const drawingPadCss = `
.drawing {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 8px;
}
.drawing-sheet {
  position: relative;
  overflow: hidden;
  border-radius: var(--radius);
  line-height: 0;
  outline: 1px solid var(--line);
}
.drawing-sheet:focus-within:has(:focus-visible) {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
.drawing-canvas {
  inline-size: 100%;
  touch-action: none;
  cursor: crosshair;
  outline: none;
  user-select: none;
  -webkit-user-select: none;
}
.drawing-hint {
  position: absolute;
  inset: 0;
  display: grid;
  place-content: center;
  color: #8d949c;
  line-height: 1;
  pointer-events: none;
}
.drawing-pen {
  position: absolute;
  display: none;
  left: var(--pen-x);
  top: var(--pen-y);
  inline-size: var(--pen-size);
  aspect-ratio: 1;
  translate: -50% -50%;
  border-radius: 50%;
  border: 2px solid #6cb2ff;
  pointer-events: none;
}
.drawing-pen.down {
  background: #6cb2ff;
}
.drawing-canvas:focus-visible ~ .drawing-pen {
  display: block;
}
.drawing-buttons {
  display: flex;
  gap: 8px;
}
.drawing-buttons > * {
  flex: 1;
}
`;
