import type { Refuse } from "../../../core/refuse.ts";

/** The fields of the first picture of a TIFF, by their tags. */
export interface TiffDirectory {
  readonly isLittleEndian: boolean;
  /** True where the file holds a second picture. */
  readonly hasMore: boolean;
  /** The whole numbers of a field; none where it is absent or of another type. */
  readonly numbers: (tag: number) => readonly number[];
}

/** Reads a number at a place, by the type of a field: BYTE, SHORT and LONG are whole numbers. */
const wholeNumbers: Readonly<
  Record<number, { size: number; read: (view: DataView, at: number, little: boolean) => number }>
> = {
  1: { size: 1, read: (view, at) => view.getUint8(at) },
  3: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  4: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
};

/** True when the bytes begin as a TIFF file does. */
export function isTiff(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return (a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0) ||
    (a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43));
}

/** Reads the first directory of a TIFF. Format: Adobe, "TIFF, revision 6.0", 1992. */
export function readTiffDirectory(bytes: Uint8Array, refuse: Refuse): TiffDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  if (bytes.length < 8) refuse("it is cut short");
  if (view.getUint16(2, little) === 43) refuse("it is a BigTIFF, save it as PNG");
  const start = view.getUint32(4, little);
  if (start + 2 > bytes.length) refuse("its directory lies past its end");
  const count = view.getUint16(start, little);
  const end = start + 2 + 12 * count;
  if (end > bytes.length) refuse("its directory lies past its end");
  const fields = new Map<number, number[]>();
  for (let at = start + 2; at < end; at += 12) {
    const type = wholeNumbers[view.getUint16(at + 2, little)];
    if (type === undefined) continue;
    const length = view.getUint32(at + 4, little);
    const inPlace = length * type.size <= 4;
    const from = inPlace ? at + 8 : view.getUint32(at + 8, little);
    if (from + length * type.size > bytes.length) refuse("a field lies past its end");
    fields.set(
      view.getUint16(at, little),
      Array.from({ length }, (_, i) => type.read(view, from + i * type.size, little)),
    );
  }
  return {
    isLittleEndian: little,
    hasMore: end + 4 <= bytes.length && view.getUint32(end, little) !== 0,
    numbers: (tag) => fields.get(tag) ?? [],
  };
}
