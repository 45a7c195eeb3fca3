/** One example on the page, in the form in which people read it. */
export interface ExampleView {
  readonly root: HTMLElement;
  /** Draws values of the example's shape. */
  show(values: Float32Array, options: ShownValues): void;
  /** Fills the fields in which people edit values one by one; absent where there are none. */
  fill?(values: Float32Array<ArrayBuffer>): void;
}

/** The words on values that are shown, and what they stand beside. */
export interface ShownValues {
  /** Their description for those who cannot see them: "Image decoded from code 0.52, −1.30". */
  readonly label: string;
  /** The example that they reconstruct: rows and curves show both. */
  readonly original?: Float32Array;
}

/** The surroundings of a view. */
export interface ExampleViewOptions {
  /** Examples of the data [M, …shape], by which rows and curves find their range. */
  readonly examples?: ArrayLike<number> | undefined;
  /** Makes a row a reconstruction beside its original; takes each that people make of that. */
  readonly onEdit?: (values: Float32Array<ArrayBuffer>) => void;
}
