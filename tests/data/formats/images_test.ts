import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { encode as encodePng } from "fast-png";
import { zlibSync } from "fflate";
import { encode as encodeJpeg } from "jpeg-js";
import { crc32 } from "../../../src/data/formats/crc32.ts";
import { decodeImage, stackImages } from "../../../src/data/formats/images.ts";

/** A PNG of these chunks, checksums right. */
function png(...chunks: [type: string, data: number[] | Uint8Array][]): Uint8Array<ArrayBuffer> {
  const bytes = [137, 80, 78, 71, 13, 10, 26, 10];
  for (const [type, data] of chunks) {
    const body = Uint8Array.of(...new TextEncoder().encode(type), ...data);
    const word = (value: number) => [24, 16, 8, 0].map((shift) => value >>> shift & 255);
    bytes.push(...word(data.length), ...body, ...word(crc32(body)));
  }
  return Uint8Array.from(bytes);
}
const header = (
  width: number,
  height: number,
  { depth, colour, interlace = 0 }: { depth: number; colour: number; interlace?: number },
): [string, number[]] => [
  "IHDR",
  [0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255, depth, colour, 0, 0, interlace],
];
const pixels = (...bytes: number[]): [string, Uint8Array] => [
  "IDAT",
  zlibSync(Uint8Array.from(bytes)),
];
const END: [string, number[]] = ["IEND", []];

Deno.test("crc32() of 123456789 is 0xcbf43926, the check value of the standard", () => {
  assertEquals(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

Deno.test("decodeImage() keeps grey PNGs at one channel and colour at three", () => {
  const grey = encodePng({
    width: 3,
    height: 2,
    channels: 1,
    data: Uint8Array.of(0, 1, 2, 3, 4, 255),
  });
  assertEquals(decodeImage(grey, "a.png"), {
    shape: [2, 3, 1],
    values: Uint8Array.of(0, 1, 2, 3, 4, 255),
  });
  const colour = encodePng({
    width: 1,
    height: 2,
    channels: 3,
    data: Uint8Array.of(9, 8, 7, 6, 5, 4),
  });
  assertEquals(decodeImage(colour, "a.png"), {
    shape: [2, 1, 3],
    values: Uint8Array.of(9, 8, 7, 6, 5, 4),
  });
});

Deno.test("decodeImage() lays transparent pixels over white", () => {
  // 0.2 × 100 + 0.8 × 255 = 224.
  const data = Uint8Array.of(100, 51, 100, 255, 100, 0);
  assertEquals(
    decodeImage(encodePng({ width: 3, height: 1, channels: 2, data }), "a").values,
    Uint8Array.of(224, 100, 255),
  );
  const rgba = Uint8Array.of(100, 0, 255, 51);
  assertEquals(decodeImage(encodePng({ width: 1, height: 1, channels: 4, data: rgba }), "a"), {
    shape: [1, 1, 3],
    values: Uint8Array.of(224, 204, 255),
  });
  const keyed = png(header(2, 1, { depth: 8, colour: 0 }), ["tRNS", [0, 7]], pixels(0, 7, 8), END);
  assertEquals(decodeImage(keyed, "a").values, Uint8Array.of(255, 8));
});

Deno.test("decodeImage() rounds 16 bits to 8 and stretches fewer to the full range", () => {
  const deep = Uint16Array.of(0, 128, 129, 65535);
  assertEquals(
    decodeImage(encodePng({ width: 4, height: 1, channels: 1, depth: 16, data: deep }), "a").values,
    Uint8Array.of(0, 0, 1, 255),
  );
  const one = png(header(9, 2, { depth: 1, colour: 0 }), pixels(0, 0xaa, 0x80, 0, 0x01, 0), END);
  assertEquals(
    [...decodeImage(one, "a").values],
    [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0].map((bit) => 255 * bit),
  );
  const two = png(header(3, 1, { depth: 2, colour: 0 }), pixels(0, 0b00_01_10_11), END);
  assertEquals(decodeImage(two, "a").values, Uint8Array.of(0, 85, 170));
});

Deno.test("decodeImage() expands palettes, with their transparency", () => {
  const palette: [string, number[]] = ["PLTE", [1, 2, 3, 100, 0, 255]];
  const four = png(header(3, 1, { depth: 4, colour: 3 }), palette, pixels(0, 0x01, 0x10), END);
  assertEquals(decodeImage(four, "a"), {
    shape: [1, 3, 3],
    values: Uint8Array.of(1, 2, 3, 100, 0, 255, 100, 0, 255),
  });
  const see = png(
    header(2, 1, { depth: 8, colour: 3 }),
    palette,
    ["tRNS", [255, 51]],
    pixels(0, 0, 1),
    END,
  );
  assertEquals(decodeImage(see, "a").values, Uint8Array.of(1, 2, 3, 224, 204, 255));
  // In a colour image a palette is only a suggestion.
  const colour = png(header(1, 1, { depth: 8, colour: 2 }), palette, pixels(0, 5, 6, 7), END);
  assertEquals(decodeImage(colour, "a").values, Uint8Array.of(5, 6, 7));
});

Deno.test("decodeImage() reads interlaced PNGs", () => {
  const data = Uint8Array.from({ length: 100 }, (_, i) => i);
  const bytes = encodePng({ width: 10, height: 10, channels: 1, data }, { interlace: "Adam7" });
  assertEquals(decodeImage(bytes, "a").values, data);
});

Deno.test("decodeImage() refuses damaged PNGs and names the file and the fault", () => {
  const grey = header(2, 1, { depth: 8, colour: 0 });
  const flipped = png(grey, pixels(0, 1, 2), END);
  flipped[20] ^= 1;
  const cases: [Uint8Array, string][] = [
    [png(grey, pixels(0, 1, 2)), "Cannot read a.png as PNG: it is cut short"],
    [flipped, "the checksum of its chunk IHDR is wrong"],
    [png(END), "it has no header chunk"],
    [png(grey, pixels(0, 1), END), "its compressed pixels do not fit its size"],
    [png(grey, pixels(0, 1, 2, 3), END), "its compressed pixels do not fit its size"],
    [png(grey, ["IDAT", [1, 2, 3]], END), "its compressed pixels do not fit its size"],
    [png(grey, END), "its compressed pixels do not fit its size"],
    [png(header(0, 1, { depth: 8, colour: 0 }), END), "its size is 0 × 1"],
    [png(header(1, 1, { depth: 3, colour: 0 }), END), "colour type 0 with 3 bits"],
    [png(header(1, 1, { depth: 8, colour: 3 }), pixels(0, 0), END), "it has no palette"],
    [
      png(header(1, 1, { depth: 8, colour: 3 }), ["PLTE", [1, 2, 3]], pixels(0, 1), END),
      "its chunks contradict one another",
    ],
    [png(header(1, 1, { depth: 1, colour: 0, interlace: 1 }), END), "it is interlaced with 1 bits"],
    [Uint8Array.of(1, 2, 3), "Cannot read a.png as an image: expected a PNG or JPEG file"],
  ];
  for (const [bytes, message] of cases) {
    assertThrows(() => decodeImage(bytes, "a.png"), SyntaxError, message);
  }
});

Deno.test("decodeImage() refuses too many pixels before it decompresses any", () => {
  const huge = png(header(65535, 65535, { depth: 8, colour: 6 }), END);
  assertThrows(() => decodeImage(huge, "a"), RangeError, "65535 × 65535 pixels are more than");
  const image = { width: 4, height: 4, data: new Uint8Array(64) };
  for (const bytes of [encodePng({ ...image, channels: 4 }), encodeJpeg(image, 90).data]) {
    assertEquals(decodeImage(bytes, "a", { maxPixels: 16 }).shape, [4, 4, 3]);
    assertThrows(
      () => decodeImage(bytes, "a", { maxPixels: 15 }),
      RangeError,
      "Cannot read a: its 4 × 4 pixels are more than the 15 allowed",
    );
  }
});

Deno.test("decodeImage() decodes a JPEG to within the loss of its quality", () => {
  const width = 16, height = 8;
  const data = Uint8Array.from(
    { length: width * height * 4 },
    (_, i) => i % 4 === 3 ? 255 : 60 + 8 * (Math.floor(i / 4) % width) + 20 * (i % 4),
  );
  const { shape, values } = decodeImage(encodeJpeg({ width, height, data }, 100).data, "a.jpg");
  assertEquals(shape, [8, 16, 3]);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      assertAlmostEquals(values[3 * pixel + channel], data[4 * pixel + channel], 4);
    }
  }
});

Deno.test("decodeImage() refuses a JPEG cut short, without pixels, or with false sizes", () => {
  const whole = Uint8Array.from(
    encodeJpeg({ width: 8, height: 8, data: new Uint8Array(256).fill(99) }, 90).data,
  );
  for (const length of [3, 10, 300, whole.length - 1]) {
    assertThrows(() => decodeImage(whole.slice(0, length), "a.jpg"), SyntaxError, "a.jpg");
  }
  const frame = whole.findIndex((byte, i) => byte === 0xff && whole[i + 1] === 0xc0);
  const patched = (offset: number, ...bytes: number[]) => {
    const copy = whole.slice();
    copy.set(bytes, frame + offset);
    return copy;
  };
  assertThrows(() => decodeImage(patched(5, 15, 255, 15, 255), "a"), SyntaxError, "cannot hold");
  assertThrows(() => decodeImage(patched(5, 0, 0), "a"), SyntaxError, "its size is 8 × 0");
  assertThrows(() => decodeImage(patched(9, 4), "a"), SyntaxError, "it has 4 components");
  assertThrows(() => decodeImage(patched(1, 0xc9), "a"), SyntaxError, "arithmetic-coded");
});

Deno.test("stackImages() names both files where the shapes of images differ", () => {
  const image = (name: string, shape: number[]) => ({
    name,
    shape,
    values: new Uint8Array(shape[0] * shape[1] * shape[2]).fill(name.length),
  });
  assertEquals(stackImages([image("a", [1, 2, 1]), image("bb", [1, 2, 1])], "folder"), {
    shape: [1, 2, 1],
    count: 2,
    values: Uint8Array.of(1, 1, 2, 2),
  });
  assertThrows(
    () => stackImages([image("a", [1, 2, 1]), image("bb", [1, 2, 3])], "folder"),
    RangeError,
    "a is 2 × 1 grey, bb is 2 × 1 colour",
  );
  assertThrows(
    () => stackImages([image("a", [1, 2, 1]), image("bb", [2, 2, 1])], "folder"),
    RangeError,
    "a is 2 × 1 grey, bb is 2 × 2 grey",
  );
  assertThrows(
    () => stackImages([], "folder"),
    RangeError,
    "Cannot use folder: it holds no images",
  );
});
