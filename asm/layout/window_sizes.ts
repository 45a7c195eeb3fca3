/** The windows on images [height, width, channels], and the outputs that they give. */
export class WindowSizes {
  /** Rows of an image. */
  height: i32;
  /** Columns of an image. */
  width: i32;
  channels: i32;
  /** Rows of a window. */
  sizeHeight: i32;
  /** Columns of a window. */
  sizeWidth: i32;
  /** Rows from one window to the next. */
  strideHeight: i32;
  /** Columns from one window to the next. */
  strideWidth: i32;
  /** Rows of the image from one row of a window to the next. */
  dilationHeight: i32;
  /** Columns of the image from one column of a window to the next. */
  dilationWidth: i32;
  /** Rows of the first windows that are above the image. */
  top: i32;
  /** Columns of the first windows that are to the left of the image. */
  left: i32;
  /** Rows of outputs. */
  outHeight: i32;
  /** Columns of outputs. */
  outWidth: i32;
}
