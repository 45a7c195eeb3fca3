/** Pictures to prepare for the run of this number; their memory goes over. */
export interface PictureQuestion {
  readonly id: number;
  readonly run: number;
  /** Each with the number of its example. */
  readonly pictures: readonly (readonly [number: number, file: ArrayBuffer])[];
}

/** The values of pictures one behind the other, or the sentence and the kind of what was thrown. */
export type PictureAnswer =
  | { readonly id: number; readonly values: ArrayBuffer }
  | { readonly id: number; readonly message: string; readonly name: string };
