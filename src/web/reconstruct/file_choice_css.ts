/** The rules of an element that files are dropped on. */
export const fileChoiceCss = `
.over {
  outline: 2px dashed var(--accent);
  outline-offset: 4px;
  border-radius: var(--radius);
}
`;
