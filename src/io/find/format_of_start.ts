/** The third bytes of IDX files: the types of their values. */
const IDX_TYPES: readonly number[] = [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e];

/** The kind of file that begins with these bytes, of those that are told by them; undefined for others. */
export function formatOfStart(bytes: Uint8Array): "idx" | "pickle" | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0 && second === 0 && IDX_TYPES.includes(third) && fourth >= 1 && fourth <= 4) {
    return "idx";
  }
  return first === 0x80 && second >= 2 && second <= 5 ? "pickle" : undefined;
}
