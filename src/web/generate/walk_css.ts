/** The rules of a walk from one code to another. */
export const walkCss = `
.walk {
  display: flex;
  gap: 8px;
  align-items: center;
  color: var(--muted);
  inline-size: min(100%, 320px);
}
.walk input {
  flex: 1;
  min-inline-size: 0;
}
`;
