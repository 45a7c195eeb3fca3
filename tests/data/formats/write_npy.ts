/** An .npy file with this header text and these bytes. */
export function npyBytes(
  header: string,
  data: ArrayLike<number>,
  version = 1,
): Uint8Array<ArrayBuffer> {
  const start = version === 1 ? 10 : 12;
  const bytes = new Uint8Array(start + header.length + data.length);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), version, 0, header.length & 255]);
  bytes[9] = header.length >> 8;
  bytes.set(new TextEncoder().encode(header), start);
  bytes.set(data, start + header.length);
  return bytes;
}

/** The header text of an array. */
export function npyHeader(descr: string, shape: readonly number[], fortran = false): string {
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  return `{'descr': ${descr}, 'fortran_order': ${
    fortran ? "True" : "False"
  }, 'shape': (${axes}), }\n`;
}

type Write = (view: DataView, at: number, value: number, little: boolean) => void;

const writers: Readonly<Record<string, Write>> = {
  b1: (view, at, value) => view.setUint8(at, value),
  u1: (view, at, value) => view.setUint8(at, value),
  i1: (view, at, value) => view.setInt8(at, value),
  u2: (view, at, value, little) => view.setUint16(at, value, little),
  i2: (view, at, value, little) => view.setInt16(at, value, little),
  u4: (view, at, value, little) => view.setUint32(at, value, little),
  i4: (view, at, value, little) => view.setInt32(at, value, little),
  u8: (view, at, value, little) => view.setBigUint64(at, BigInt(value), little),
  i8: (view, at, value, little) => view.setBigInt64(at, BigInt(value), little),
  f2: (view, at, value, little) => view.setUint16(at, encodeHalf(value), little),
  f4: (view, at, value, little) => view.setFloat32(at, value, little),
  f8: (view, at, value, little) => view.setFloat64(at, value, little),
};

/** An .npy file of these values, in the order of the file, in one of NumPy's types such as `<f4`. */
export function npy(
  descr: string,
  shape: readonly number[],
  values: ArrayLike<number>,
  fortran = false,
): Uint8Array<ArrayBuffer> {
  const type = descr.slice(1), size = Number(type.slice(1));
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) {
    writers[type](view, i * size, values[i], descr[0] !== ">");
  }
  return npyBytes(npyHeader(`'${descr}'`, shape, fortran), bytes);
}

/** An .npy file of texts: characters (`U`) or bytes (`S`), as wide as the longest. */
export function npyText(kind: "U" | "S", texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const width = Math.max(...texts.map((text) => text.length));
  const size = kind === "U" ? 4 : 1;
  const bytes = new Uint8Array(texts.length * width * size);
  texts.forEach((text, i) =>
    [...text].forEach((character, j) => bytes[(i * width + j) * size] = character.charCodeAt(0))
  );
  return npyBytes(npyHeader(`'${kind === "U" ? "<U" : "|S"}${width}'`, [texts.length]), bytes);
}

/** The nearest 16-bit float by search: the values of positive halves grow with their bits. */
export function encodeHalf(value: number): number {
  const size = Math.abs(value);
  let low = 0, high = 0x7bff;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (halfValue(middle) < size) low = middle + 1;
    else high = middle;
  }
  return low + (value < 0 || Object.is(value, -0) ? 0x8000 : 0);
}

/** The value of a positive finite half, by its definition: 11 bits of fraction times a power of two. */
function halfValue(bits: number): number {
  const exponent = Math.max(1, bits >> 10);
  return ((bits & 1023) + (bits > 1023 ? 1024 : 0)) * 2 ** (exponent - 25);
}
