/** The rules of the panel that moves a code. */
export const generatePanelCss = `
.generate {
  display: grid;
  gap: calc(1.5 * var(--gap));
  align-items: start;
  grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
}
.generate-image {
  display: grid;
  gap: var(--gap);
  justify-items: center;
}
.generate-image > .image-view {
  inline-size: min(100%, 320px);
}
.actions {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  align-items: center;
  justify-content: center;
}
.no-control {
  margin: 0;
  color: var(--muted);
}
`;
