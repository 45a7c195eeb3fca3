/** Whether windows cover all of an image and none of its places twice. */
export function isTiled(
  height: i32,
  width: i32,
  sizeRows: i32,
  sizeColumns: i32,
  strideRows: i32,
  strideColumns: i32,
  outRows: i32,
  outColumns: i32,
): bool {
  return sizeRows == strideRows && sizeColumns == strideColumns &&
    outRows * sizeRows == height && outColumns * sizeColumns == width;
}
