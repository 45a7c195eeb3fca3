/** The rules of the unseen inputs: they fill the pad, so that the mark of a screen reader does too. */
export const padAxesCss = `
.pad-axis {
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  margin: 0;
  opacity: 0;
  pointer-events: none;
}
`;
