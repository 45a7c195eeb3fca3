/** The rules of a choice of the class. */
export const classChoiceCss = `
.class-choice {
  display: inline-flex;
  gap: 6px;
  align-items: center;
  color: var(--muted);
}
`;
