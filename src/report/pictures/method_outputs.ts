/** The outputs of a method for some examples, under its name. */
export interface MethodOutputs {
  readonly name: string;
  /** [N, …shape] */
  readonly outputs: Float32Array;
}
