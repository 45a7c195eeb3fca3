/**
 * Classes as rows [B, classes], row-major: 1 for the own class, 0 for the others.
 *
 * Throws a RangeError for a label that is no class.
 */
export function oneHot(
  labels: ArrayLike<number>,
  { classes }: { classes: number },
): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) {
    if (!isClass(labels[i], { classes })) {
      throw new RangeError(`Cannot use label ${labels[i]}: expected a class below ${classes}`);
    }
    rows[i * classes + labels[i]] = 1;
  }
  return rows;
}

/** True for the number of a class. */
export function isClass(label: number, { classes }: { classes: number }): boolean {
  return Number.isInteger(label) && label >= 0 && label < classes;
}
