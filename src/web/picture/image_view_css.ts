/** The rules of an image view. */
export const imageViewCss = `
.image-view {
  display: grid;
  min-inline-size: 0;
}
.image {
  display: block;
  inline-size: 100%;
  block-size: auto;
  border-radius: var(--radius);
  box-shadow: 0 0 0 1px var(--line);
  image-rendering: pixelated;
}
`;
