/** The rules of the panel that moves a code. */
export const generatePanelCss = `
.generate-image {
  justify-items: center;
}
.generate-image > .image-view {
  inline-size: 100%;
  justify-items: center;
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
