/** The rules of sliders; those of `button` are the element's. */
export const codeSlidersCss = `
.sliders {
  container-type: inline-size;
}
.sliders-rows {
  display: grid;
  gap: 6px 28px;
}
@container (min-width: 520px) {
  .sliders-rows {
    grid-template-columns: 1fr 1fr;
  }
}
.sliders-actions {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  padding-block-start: var(--gap);
}
`;
