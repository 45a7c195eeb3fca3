/** The rules of the choice of dropped pixels. */
export const dropChoiceCss = `
.noise {
  display: flex;
  align-items: center;
  gap: 8px;
}
.noise input {
  flex: 1;
  min-inline-size: 0;
}
.noise output {
  min-inline-size: 3em;
  text-align: end;
  font-variant-numeric: tabular-nums;
}
`;
