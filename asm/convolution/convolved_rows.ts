/** Rows of outputs of a convolution, and the patches in a band that they are made of. */
export class ConvolvedRows {
  /** Bytes from the patch of an output to that of the output below. */
  stepRow: usize;
  /** Groups of three values of a patch side by side, of a single channel of outputs only. */
  threes: usize;
  /** Values of a patch that are taken one by one. */
  depth: usize;
  /** Outputs in a row. */
  pixels: usize;
  /** Channels of an output. */
  channels: usize;
  /** Bytes from a row of outputs to the next. */
  outRow: usize;
  /** Bytes from an output to its neighbour. */
  outPixel: usize;
}
