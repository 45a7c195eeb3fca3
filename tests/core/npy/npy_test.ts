import { assertEquals, assertThrows } from "@std/assert";
import { decodeBase64 } from "../../data/formats/base64.ts";
import fc from "fast-check";
import {
  decodeNpy,
  decodeNpyText,
  encodeNpy,
  encodeNpyTexts,
  isFloatType,
} from "../../../src/core/npy/npy.ts";
import { readNpyHeader, typeRefusal } from "../../../src/core/npy/npy_header.ts";
import { npy, npyBytes, npyHeader, npyText } from "../../data/formats/write_npy.ts";

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
    assertEquals(decodeNpy(npyBytes(header, [5, 6], version), "x").values, Uint8Array.of(5, 6));
  }
  const scalar = "{'shape': (), \"fortran_order\": False, 'descr': '|i1'}";
  assertEquals(decodeNpy(npyBytes(scalar, [255]), "x"), { shape: [], values: Int32Array.of(-1) });
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
  const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }";
  const bytewise = { shape: [2], values: Uint8Array.of(5, 255) };
  assertEquals(encodeNpy(bytewise), npyBytes(header.padEnd(117) + "\n", [5, 255]));
  assertThrows(() => encodeNpy({ ...labels, shape: [4] }), RangeError, "shape [4]");
});

Deno.test("decodeNpy() reads the 16-bit floats of both byte orders", () => {
  // IEEE 754: 1, -2, the largest, the smallest, a third, minus nothing.
  const halves = [0x3c00, 0xc000, 0x7bff, 0x0001, 0x3555, 0x8000];
  const values = Float32Array.of(1, -2, 65504, 2 ** -24, 0.333251953125, -0);
  for (const [order, little] of [["<", true], [">", false]] as const) {
    const bytes = new Uint8Array(12);
    halves.forEach((half, i) => new DataView(bytes.buffer).setUint16(2 * i, half, little));
    assertEquals(decodeNpy(npyBytes(npyHeader(`'${order}f2'`, [6]), bytes), "x").values, values);
  }
  const special = npyBytes(npyHeader("'<f2'", [3]), [0, 0x7c, 0, 0xfc, 0, 0x7e]);
  assertEquals(decodeNpy(special, "x").values, Float32Array.of(Infinity, -Infinity, NaN));
});

const whole = (min: number, max: number) => fc.integer({ min, max });
/** Values that each type holds exactly, and that 32 bits hold too. */
const kinds: Readonly<Record<string, fc.Arbitrary<number>>> = {
  b1: whole(0, 1),
  u1: whole(0, 255),
  i1: whole(-128, 127),
  u2: whole(0, 65_535),
  i2: whole(-32_768, 32_767),
  u4: whole(0, 2 ** 31 - 1),
  i4: whole(-(2 ** 31), 2 ** 31 - 1),
  u8: whole(0, 2 ** 31 - 1),
  i8: whole(-(2 ** 31), 2 ** 31 - 1),
  f2: whole(-2048, 2048).map((value) => value / 64),
  f4: fc.float({ noNaN: true, noDefaultInfinity: true }),
  f8: fc.float({ noNaN: true, noDefaultInfinity: true }),
};

Deno.test("an array of any type, byte order and order of axes is read back as it was written", () => {
  const arrays = fc.record({
    type: fc.constantFrom(...Object.keys(kinds)),
    order: fc.constantFrom("<", ">"),
    fortran: fc.boolean(),
    shape: fc.array(whole(1, 4), { minLength: 1, maxLength: 4 }),
  }).chain((array) => {
    const size = array.shape.reduce((product, axis) => product * axis, 1);
    return fc.record({
      ...Object.fromEntries(Object.entries(array).map(([key, value]) => [key, fc.constant(value)])),
      values: fc.array(kinds[array.type], { minLength: size, maxLength: size }),
    }).map(({ values }) => ({ ...array, values }));
  });
  fc.assert(
    fc.property(arrays, ({ type, order, fortran, shape, values }) => {
      // In Fortran order the place of an element is counted from its first axis on.
      const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((a, b) => a * b, 1));
      const stored = values.slice();
      if (fortran) {
        values.forEach((value, i) => {
          let at = 0, rest = i;
          for (let axis = shape.length - 1; axis >= 0; axis--) {
            at += (rest % shape[axis]) * steps[axis];
            rest = Math.floor(rest / shape[axis]);
          }
          stored[at] = value;
        });
      }
      const read = decodeNpy(npy(order + type, shape, stored, fortran), "x");
      assertEquals(read.shape, shape);
      assertEquals(Array.from(read.values), values);
    }),
    { numRuns: 300, seed: 1 },
  );
});

Deno.test("encodeNpyTexts() writes texts of any characters and lengths, which are read back", () => {
  for (const texts of [["a", "", "Zürich", "🦔 two"], [""], []]) {
    assertEquals(decodeNpyText(encodeNpyTexts(texts), "y"), { shape: [texts.length], texts });
  }
});

Deno.test("decodeNpyText() reads characters and bytes, and nothing of an array of numbers", () => {
  const texts = ["ant", " bee ", "1"];
  const read = { shape: [3], texts: ["ant", "bee", "1"] };
  assertEquals(decodeNpyText(npyText("U", texts), "y"), read);
  assertEquals(decodeNpyText(npyText("S", texts), "y"), read);
  assertEquals(decodeNpyText(npyBytes(npyHeader("'>U1'", [1]), [0, 0, 0, 65]), "y")?.texts, ["A"]);
  assertEquals(decodeNpyText(saved("i8"), "y"), undefined);
  assertThrows(
    () => decodeNpyText(npyBytes(npyHeader("'<U2'", [1]), [65]), "y"),
    SyntaxError,
    "Cannot read y as NPY: its shape [1] of 8-byte values does not fit the 1 bytes",
  );
});

Deno.test("decodeNpy() reads bfloat16 where the header names it", () => {
  // 1, -2.5, 3.140625 and the least number above 0, as their bits are written down for the type.
  const bits = [0x3f80, 0xc020, 0x4049, 0x0001];
  const values = Float32Array.of(1, -2.5, 3.140625, 2 ** -133);
  for (const order of ["", "<", ">"]) {
    const data = bits.flatMap((each) =>
      order === ">" ? [each >> 8, each & 255] : [each & 255, each >> 8]
    );
    const file = npyBytes(npyHeader(`'${order}bfloat16'`, [2, 2]), data);
    assertEquals(decodeNpy(file, "x"), { shape: [2, 2], values });
  }
  assertEquals([isFloatType("bfloat16"), isFloatType("f4"), isFloatType("V2")], [
    true,
    true,
    false,
  ]);
});

Deno.test("decodeNpy() names the field of what it refuses", () => {
  const header = (descr: string, shape: string, order = "False") =>
    `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(9), "Cannot read x as NPY: it does not begin"],
    [npyBytes(header("'|u1'", "(1,)"), [1], 4), "its version is 4"],
    [npyBytes(header("'|u1'", "(1,)"), [1]).subarray(0, 40), "its header passes the end"],
    [npyBytes(header("'|u3'", "(1,)"), [1, 2]), 'its field "descr" is not one of b1, i1'],
    [npyBytes(header("'|q'", "(1,)"), [1]), 'its field "descr"'],
    [npyBytes(header("'|u1'", "(1,)", "1"), [1]), 'its field "fortran_order"'],
    [npyBytes(header("'|u1'", "(-1,)"), [1]), 'its field "shape"'],
    [
      npyBytes(header("'|u1'", "(2,)"), [1]),
      "its shape [2] of 1-byte values does not fit the 1 bytes",
    ],
    [npyBytes(header("'<f8'", "(99999999999, 99999999999)"), [1]), "does not fit the 1 bytes"],
  ];
  for (const [bytes, message] of cases) {
    assertThrows(() => decodeNpy(bytes, "x"), SyntaxError, message);
  }
  assertThrows(
    () => decodeNpy(npyBytes(header("'<i8'", "(1,)"), [0, 0, 0, 0, 1, 0, 0, 0]), "x"),
    RangeError,
    "the integer 4294967296 passes 32 bits, save it with dtype=float32",
  );
});

Deno.test("decodeNpy() names the kind of what it does not read, with a way out", () => {
  const cases: [descr: string, why: string][] = [
    ["'|O'", "it holds pickled Python objects, save it with dtype=float32"],
    ["'<U5'", "it holds text, save numbers with dtype=float32"],
    ["'|S5'", "it holds text"],
    ["'<c16'", "it holds complex numbers, save their real and imaginary parts with"],
    ["'<V2'", "as bfloat16 is saved, save it with dtype=float32"],
    ["'|V2'", "as bfloat16 is saved"],
    ["'|V1'", "it holds values of a type that NPY has no name for"],
    ["'<f16'", "it holds floats of another size than 16, 32 or 64 bits"],
    ["'<M8[ns]'", "it holds dates"],
    ["'<m8[D]'", "it holds durations"],
    ["[('a', '<f4'), ('b', '<i4')]", "it is a structured array of named fields, save one field"],
  ];
  for (const [descr, why] of cases) {
    assertThrows(
      () => decodeNpy(npyBytes(npyHeader(descr, [1]), [0]), "x.npy"),
      SyntaxError,
      why,
    );
  }
  assertEquals(typeRefusal("q"), undefined);
});

Deno.test("readNpyHeader() names another file that is called .npy", () => {
  const cases: [number[], string][] = [
    [[0x80, 4, 0x95], "it is a Python pickle, write its array with np.save"],
    [[0x50, 0x4b, 3, 4], "it is a zip file, end its name in .npz"],
    [[0x89, 0x48, 0x44, 0x46], "it is an HDF5 file"],
    [[1, 2, 3], "it does not begin as an .npy file does"],
  ];
  for (const [first, why] of cases) {
    const bytes = new Uint8Array(100);
    bytes.set(first);
    assertThrows(() => readNpyHeader(bytes, "x.npy"), SyntaxError, `x.npy as NPY: ${why}`);
  }
});

Deno.test("readNpyHeader() takes the sizes that Python 2 wrote", () => {
  const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (60L, 12L), }";
  assertEquals(readNpyHeader(npyBytes(text, []), "x"), {
    type: "f4",
    littleEndian: true,
    fortran: false,
    shape: [60, 12],
    start: 10 + text.length,
  });
});
