/** Taps of a depthwise filter, the outputs that they are summed up to, and the places of both. */
export class DepthwiseTaps {
  /** Rows of taps. */
  tapRows: usize;
  /** Columns of taps. */
  tapColumns: usize;
  /** Bytes from a row of taps to the next, in the band. */
  tapRow: usize;
  /** Bytes from a tap to its neighbour, in the band. */
  tapPixel: usize;
  /** Bytes from a row of taps to the next, in the filter. */
  filterRow: isize;
  /** Bytes from a tap to its neighbour, in the filter. */
  filterPixel: isize;
  channels: usize;
  /** Outputs in a row. */
  pixels: usize;
  /** Bytes from the pixel that an output meets first to that of the output below, in the band. */
  stepRow: usize;
  /** Bytes from a row of outputs to the next. */
  outRow: usize;
  /** Bytes from an output to its neighbour. */
  outPixel: usize;
}
