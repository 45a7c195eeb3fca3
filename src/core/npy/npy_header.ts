import type { Shape } from "../shape.ts";

/** The header of a NumPy file. */
export interface NpyHeader {
  /**
   * NumPy's letter of the kind of values and their size, such as `f4`, or `bfloat16`; `[` for named
   * fields.
   */
  readonly type: string;
  readonly littleEndian: boolean;
  /** True where the first axis varies fastest. */
  readonly fortran: boolean;
  readonly shape: Shape;
  /** The place of the first value in the file. */
  readonly start: number;
}

/** "\x93NUMPY" */
export const NPY_MAGIC: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** The first bytes of files that are called .npy by mistake. */
const others: readonly (readonly [first: readonly number[], why: string])[] = [
  [[0x50, 0x4b, 3, 4], "it is a zip file, end its name in .npz"],
  ...[2, 3, 4, 5].map((protocol) =>
    [[0x80, protocol], "it is a Python pickle, write its array with np.save"] as const
  ),
  [[0x89, 0x48, 0x44, 0x46], "it is an HDF5 file, write its array with np.save"],
];

/**
 * Reads the header of a NumPy .npy file, versions 1 to 3; `name` is how errors call it.
 *
 * Throws a SyntaxError that names the field for a damaged one. Format: NumPy enhancement proposal 1.
 */
export function readNpyHeader(bytes: Uint8Array, name: string): NpyHeader {
  const refuse = (why: string): never => {
    throw new SyntaxError(`Cannot read ${name} as NPY: ${why}`);
  };
  const begins = (first: readonly number[]) => first.every((byte, i) => bytes[i] === byte);
  if (bytes.length < 10 || !begins(NPY_MAGIC)) {
    const other = others.find(([first]) => begins(first));
    refuse(other === undefined ? "it does not begin as an .npy file does" : other[1]);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6];
  if (version < 1 || version > 3) refuse(`its version is ${version}, expected 1, 2 or 3`);
  if (version > 1 && bytes.length < 12) refuse("its header is cut short");
  const from = version === 1 ? 10 : 12;
  const start = from + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > bytes.length) refuse("its header passes the end of the file");
  const header = new TextDecoder().decode(bytes.subarray(from, start));
  const [, order = "", simple = ""] =
    /['"]descr['"]\s*:\s*['"]([<>|=]?)(bfloat16|[a-zA-Z]\d{0,9})(?:\[\w{1,9}\])?['"]/.exec(
      header,
    ) ?? [];
  const type = simple !== "" ? simple : /['"]descr['"]\s*:\s*[[(]/.test(header) ? "[" : "";
  const [, fortran] = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(header) ?? [];
  if (fortran === undefined) refuse('its field "fortran_order" is neither True nor False');
  // Python 2 wrote an L behind a long integer.
  const [, axes] = /['"]shape['"]\s*:\s*\(((?:\s*\d+L?\s*,)*(?:\s*\d+L?)?\s*)\)/.exec(header) ?? [];
  if (axes === undefined) refuse('its field "shape" is not a tuple of sizes');
  const shape = (axes.match(/\d+/g) ?? []).map(Number);
  return { type, littleEndian: order !== ">", fortran: fortran === "True", shape, start };
}

/** The kinds of values that are not numbers to train on, by NumPy's letter, and the way out. */
const kinds: Readonly<Record<string, string>> = {
  O: "it holds pickled Python objects, save it with dtype=float32",
  U: "it holds text, save numbers with dtype=float32",
  S: "it holds text, save numbers with dtype=float32",
  c: "it holds complex numbers, save their real and imaginary parts with dtype=float32",
  M: "it holds dates, save numbers with dtype=float32",
  m: "it holds durations, save numbers with dtype=float32",
  V: "it holds values of a type that NPY has no name for, save it with dtype=float32",
  f: "it holds floats of another size than 16, 32 or 64 bits, save it with dtype=float32",
  "[": "it is a structured array of named fields, save one field, or " +
    "numpy.lib.recfunctions.structured_to_unstructured(array), with dtype=float32",
};

/** The reason why a type of values is not read, with the way out; undefined for one unheard of. */
export function typeRefusal(type: string): string | undefined {
  if (type === "V2") {
    return "it holds 2-byte values of a type that NPY has no name for, as bfloat16 is saved, " +
      "save it with dtype=float32";
  }
  return Object.hasOwn(kinds, type.charAt(0)) ? kinds[type.charAt(0)] : undefined;
}
