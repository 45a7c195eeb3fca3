import { assertEquals, assertThrows } from "@std/assert";
import { decodeBase64 } from "./base64.ts";
import { decodeNpy, encodeNpy } from "../../../src/data/formats/npy.ts";
import { npyExamples, npyLabels } from "../../../src/data/formats/npy_examples.ts";

// Written by NumPy 2.4.6: base64.b64encode of what numpy.save(file, array) wrote.
const SAVED = {
  // numpy.array([[1.5, -2], [3, 4.25], [0, 1e-3]], "<f4")
  f4:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAAwAAAQEAAAIhAAAAAAG8Sgzo=",
  // numpy.array([[1.5, -2], [3, 4.25]], ">f8")
  f8:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/+AAAAAAAAMAAAAAAAAAAQAgAAAAAAABAEQAAAAAAAA==",
  // numpy.array([3, -1, 7], "<i8")
  i8:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoDAAAAAAAAAP//////////BwAAAAAAAAA=",
  // numpy.arange(8, dtype="u1").reshape(2, 2, 2)
  u1:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAQIDBAUGBw==",
  // numpy.arange(24, dtype="<f4").reshape(4, 3, 2).T
  fortran:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgNCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAACAPwAAAEAAAEBAAACAQAAAoEAAAMBAAADgQAAAAEEAABBBAAAgQQAAMEEAAEBBAABQQQAAYEEAAHBBAACAQQAAiEEAAJBBAACYQQAAoEEAAKhBAACwQQAAuEE=",
  // numpy.array([[True, False]])
  bool:
    "k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAA==",
};

const saved = (key: keyof typeof SAVED) => decodeBase64(SAVED[key]);

/** An .npy file with this header text and these bytes. */
function npy(header: string, data: number[], version = 1): Uint8Array<ArrayBuffer> {
  const start = version === 1 ? 10 : 12;
  const bytes = new Uint8Array(start + header.length + data.length);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), version, 0, header.length & 255]);
  bytes[9] = header.length >> 8;
  bytes.set(new TextEncoder().encode(header), start);
  bytes.set(data, start + header.length);
  return bytes;
}

Deno.test("decodeNpy() reads what NumPy saved", () => {
  assertEquals(decodeNpy(saved("f4"), "x"), {
    shape: [3, 2],
    values: Float32Array.of(1.5, -2, 3, 4.25, 0, 1e-3),
  });
  assertEquals(decodeNpy(saved("f8"), "x"), {
    shape: [2, 2],
    values: Float32Array.of(1.5, -2, 3, 4.25),
  });
  assertEquals(decodeNpy(saved("i8"), "x"), { shape: [3], values: Int32Array.of(3, -1, 7) });
  assertEquals(decodeNpy(saved("u1"), "x"), {
    shape: [2, 2, 2],
    values: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7),
  });
  assertEquals(decodeNpy(saved("bool"), "x"), { shape: [1, 2], values: Int32Array.of(1, 0) });
});

Deno.test("decodeNpy() puts an array in Fortran order row by row", () => {
  const { shape, values } = decodeNpy(saved("fortran"), "x");
  assertEquals(shape, [2, 3, 4]);
  // The array is the transpose of 0 … 23 in shape [4, 3, 2]: element (i, j, k) is 6 k + 2 j + i.
  const expected = Float32Array.from(
    { length: 24 },
    (_, n) => 6 * (n % 4) + 2 * (Math.floor(n / 4) % 3) + Math.floor(n / 12),
  );
  assertEquals(values, expected);
});

Deno.test("decodeNpy() reads versions 2 and 3, and a scalar", () => {
  const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }\n";
  for (const version of [1, 2, 3]) {
    assertEquals(decodeNpy(npy(header, [5, 6], version), "x").values, Uint8Array.of(5, 6));
  }
  const scalar = "{'shape': (), \"fortran_order\": False, 'descr': '|i1'}";
  assertEquals(decodeNpy(npy(scalar, [255]), "x"), { shape: [], values: Int32Array.of(-1) });
});

Deno.test("encodeNpy() writes the very bytes that NumPy writes", () => {
  assertEquals(
    encodeNpy({ shape: [3, 2], values: Float32Array.of(1.5, -2, 3, 4.25, 0, 1e-3) }),
    saved("f4"),
  );
  const labels = { shape: [3], values: Int32Array.of(1, -2, 3) };
  const bytes = encodeNpy(labels);
  assertEquals(decodeNpy(bytes, "y"), labels);
  assertEquals(bytes.length, 128 + 12);
  assertThrows(() => encodeNpy({ ...labels, shape: [4] }), RangeError, "shape [4]");
});

Deno.test("decodeNpy() names the field of what it refuses", () => {
  const header = (descr: string, shape: string, order = "False") =>
    `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(9), "Cannot read x as NPY: it does not begin"],
    [npy(header("'|u1'", "(1,)"), [1], 4), "its version is 4"],
    [npy(header("'|u1'", "(1,)"), [1]).subarray(0, 40), "its header passes the end"],
    [npy(header("'<f2'", "(1,)"), [1, 2]), 'its field "descr" is not one of b1, i1'],
    [npy(header("[('a', '<f4')]", "(1,)"), [1]), 'its field "descr"'],
    [npy(header("'|u1'", "(1,)", "1"), [1]), 'its field "fortran_order"'],
    [npy(header("'|u1'", "(-1,)"), [1]), 'its field "shape"'],
    [npy(header("'|u1'", "(2,)"), [1]), "its shape [2] of 1-byte values does not fit the 1 bytes"],
    [npy(header("'<f8'", "(99999999999, 99999999999)"), [1]), "does not fit the 1 bytes"],
  ];
  for (const [bytes, message] of cases) {
    assertThrows(() => decodeNpy(bytes, "x"), SyntaxError, message);
  }
  assertThrows(
    () => decodeNpy(npy(header("'<i8'", "(1,)"), [0, 0, 0, 0, 1, 0, 0, 0]), "x"),
    RangeError,
    "the integer 4294967296 passes 32 bits",
  );
});

Deno.test("npyExamples() and npyLabels() take the first axis as the examples", () => {
  assertEquals(npyExamples(decodeNpy(saved("u1"), "x"), "x").shape, [2, 2, 1]);
  assertEquals(npyExamples(decodeNpy(saved("bool"), "x"), "x").values, Float32Array.of(1, 0));
  assertEquals(npyExamples(decodeNpy(saved("fortran"), "x"), "x").count, 2);
  assertEquals(npyLabels(decodeNpy(saved("i8"), "y"), "y"), Int32Array.of(3, -1, 7));
  assertEquals(npyLabels({ shape: [2, 1], values: Uint8Array.of(4, 5) }, "y"), Int32Array.of(4, 5));
  assertThrows(() => npyExamples(decodeNpy(saved("i8"), "x"), "x"), RangeError, "expected [N, D]");
  assertThrows(() => npyLabels(decodeNpy(saved("f4"), "y"), "y"), RangeError, "expected [N] or");
  assertThrows(
    () => npyLabels({ shape: [2], values: Float32Array.of(1, 1.5) }, "y"),
    RangeError,
    "label 1 is 1.5",
  );
  assertThrows(
    () => npyExamples({ shape: [1, 2], values: Float32Array.of(1, NaN) }, "x.npy"),
    RangeError,
    "Cannot use x.npy: value 2 of row 1 is NaN",
  );
  assertThrows(
    () => npyExamples({ shape: [0, 2], values: new Uint8Array() }, "x"),
    RangeError,
    "it holds no values",
  );
});
