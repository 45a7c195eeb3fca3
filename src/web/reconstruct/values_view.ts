/** What shows a picture of values, as `createImageView` makes it. */
export interface ValuesView {
  /** What to put into the page. */
  readonly root: HTMLElement;
  /** Draws values of the model's shape, and says what they are to people who do not see them. */
  show(values: Float32Array, options: { label: string }): void;
}
