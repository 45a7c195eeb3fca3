import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { encode as encodePng } from "fast-png";
import { zlibSync } from "fflate";
import { encode as encodeJpeg } from "jpeg-js";
import { crc32 } from "../../../../src/data/formats/crc32.ts";
import { decodeImage, measureImage } from "../../../../src/data/formats/pictures/decode_image.ts";
import { type PictureFile, pictureFile, pictureFiles } from "./picture_files.ts";

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

Deno.test("decodeImage() keeps grey PNGs at one channel and colour at three", async () => {
  const grey = encodePng({
    width: 3,
    height: 2,
    channels: 1,
    data: Uint8Array.of(0, 1, 2, 3, 4, 255),
  });
  assertEquals(await decodeImage(grey, "a.png"), {
    shape: [2, 3, 1],
    values: Uint8Array.of(0, 1, 2, 3, 4, 255),
  });
  const colour = encodePng({
    width: 1,
    height: 2,
    channels: 3,
    data: Uint8Array.of(9, 8, 7, 6, 5, 4),
  });
  assertEquals(await decodeImage(colour, "a.png"), {
    shape: [2, 1, 3],
    values: Uint8Array.of(9, 8, 7, 6, 5, 4),
  });
});

Deno.test("decodeImage() lays transparent pixels over white", async () => {
  // 0.2 × 100 + 0.8 × 255 = 224.
  const data = Uint8Array.of(100, 51, 100, 255, 100, 0);
  assertEquals(
    (await decodeImage(encodePng({ width: 3, height: 1, channels: 2, data }), "a")).values,
    Uint8Array.of(224, 100, 255),
  );
  const rgba = Uint8Array.of(100, 0, 255, 51);
  assertEquals(
    await decodeImage(encodePng({ width: 1, height: 1, channels: 4, data: rgba }), "a"),
    {
      shape: [1, 1, 3],
      values: Uint8Array.of(224, 204, 255),
      notes: ["transparent"],
    },
  );
  const opaque = encodePng({ width: 1, height: 1, channels: 2, data: Uint8Array.of(9, 255) });
  assertEquals(await decodeImage(opaque, "a"), { shape: [1, 1, 1], values: Uint8Array.of(9) });
  const keyed = png(header(2, 1, { depth: 8, colour: 0 }), ["tRNS", [0, 7]], pixels(0, 7, 8), END);
  assertEquals((await decodeImage(keyed, "a")).values, Uint8Array.of(255, 8));
});

Deno.test("decodeImage() keeps 16 bits and stretches fewer than 8 to the full range", async () => {
  const deep = Uint16Array.of(0, 128, 129, 65535);
  assertEquals(
    (await decodeImage(encodePng({ width: 4, height: 1, channels: 1, depth: 16, data: deep }), "a"))
      .values,
    deep,
  );
  const one = png(header(9, 2, { depth: 1, colour: 0 }), pixels(0, 0xaa, 0x80, 0, 0x01, 0), END);
  assertEquals(
    [...(await decodeImage(one, "a")).values],
    [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0].map((bit) => 255 * bit),
  );
  const two = png(header(3, 1, { depth: 2, colour: 0 }), pixels(0, 0b00_01_10_11), END);
  assertEquals((await decodeImage(two, "a")).values, Uint8Array.of(0, 85, 170));
});

Deno.test("decodeImage() expands palettes, with their transparency", async () => {
  const palette: [string, number[]] = ["PLTE", [1, 2, 3, 100, 0, 255]];
  const four = png(header(3, 1, { depth: 4, colour: 3 }), palette, pixels(0, 0x01, 0x10), END);
  assertEquals(await decodeImage(four, "a"), {
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
  assertEquals((await decodeImage(see, "a")).values, Uint8Array.of(1, 2, 3, 224, 204, 255));
  // In a colour image a palette is only a suggestion.
  const colour = png(header(1, 1, { depth: 8, colour: 2 }), palette, pixels(0, 5, 6, 7), END);
  assertEquals((await decodeImage(colour, "a")).values, Uint8Array.of(5, 6, 7));
});

Deno.test("decodeImage() reads interlaced PNGs", async () => {
  const data = Uint8Array.from({ length: 100 }, (_, i) => i);
  const bytes = encodePng({ width: 10, height: 10, channels: 1, data }, { interlace: "Adam7" });
  assertEquals((await decodeImage(bytes, "a")).values, data);
  // Of 3 × 2 pixels four of the seven passes hold some, and each row begins on a byte.
  const two = png(
    header(3, 2, { depth: 2, colour: 0, interlace: 1 }),
    pixels(0, 0b01_000000, 0, 0b11_000000, 0, 0b10_000000, 0, 0b00_01_10_00),
    END,
  );
  assertEquals((await decodeImage(two, "a")).values, Uint8Array.of(85, 170, 255, 0, 85, 170));
});

Deno.test("decodeImage() refuses damaged PNGs and names the file and the fault", async () => {
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
    [png(grey, ["tRNS", [0]], pixels(0, 1, 2), END), "its chunks contradict one another"],
    [png(grey, pixels(9, 1, 2), END), "its rows have a filter that no PNG has"],
  ];
  for (const [bytes, message] of cases) {
    await assertRejects(() => decodeImage(bytes, "a.png"), SyntaxError, message);
  }
});

Deno.test("decodeImage() refuses too many pixels before it decompresses any", async () => {
  const huge = png(header(65535, 65535, { depth: 8, colour: 6 }), END);
  await assertRejects(
    () => decodeImage(huge, "a"),
    RangeError,
    "65535 × 65535 pixels are more than",
  );
  const image = { width: 4, height: 4, data: new Uint8Array(64) };
  for (const bytes of [encodePng({ ...image, channels: 4 }), encodeJpeg(image, 90).data]) {
    assertEquals((await decodeImage(bytes, "a", { maxPixels: 16 })).shape, [4, 4, 3]);
    await assertRejects(
      () => decodeImage(bytes, "a", { maxPixels: 15 }),
      RangeError,
      "Cannot read a: its 4 × 4 pixels are more than the 15 allowed",
    );
  }
});

Deno.test("decodeImage() decodes a JPEG to within the loss of its quality", async () => {
  const width = 16, height = 8;
  const data = Uint8Array.from(
    { length: width * height * 4 },
    (_, i) => i % 4 === 3 ? 255 : 60 + 8 * (Math.floor(i / 4) % width) + 20 * (i % 4),
  );
  const { shape, values } = await decodeImage(
    encodeJpeg({ width, height, data }, 100).data,
    "a.jpg",
  );
  assertEquals(shape, [8, 16, 3]);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      assertAlmostEquals(values[3 * pixel + channel], data[4 * pixel + channel], 4);
    }
  }
});

Deno.test("decodeImage() refuses a JPEG cut short, without pixels, or with false sizes", async () => {
  const whole = Uint8Array.from(
    encodeJpeg({ width: 8, height: 8, data: new Uint8Array(256).fill(99) }, 90).data,
  );
  for (const length of [3, 10, 300, whole.length - 1]) {
    await assertRejects(() => decodeImage(whole.slice(0, length), "a.jpg"), SyntaxError, "a.jpg");
  }
  const frame = whole.findIndex((byte, i) => byte === 0xff && whole[i + 1] === 0xc0);
  const patched = (offset: number, ...bytes: number[]) => {
    const copy = whole.slice();
    copy.set(bytes, frame + offset);
    return copy;
  };
  await assertRejects(
    () => decodeImage(patched(5, 15, 255, 15, 255), "a"),
    SyntaxError,
    "cannot hold",
  );
  await assertRejects(() => decodeImage(patched(5, 0, 0), "a"), SyntaxError, "its size is 8 × 0");
  await assertRejects(() => decodeImage(patched(9, 4), "a"), SyntaxError, "it has 4 components");
  await assertRejects(() => decodeImage(patched(1, 0xc9), "a"), SyntaxError, "arithmetic-coded");
});

/** The pixels that the file of a name was written from. */
function expectedPixels(name: PictureFile): { shape: number[]; values: number[] } {
  const isGrey = name.includes("grey");
  if (name.includes("jpeg")) {
    const colour = isGrey ? [90] : [200, 100, 50];
    return {
      shape: [8, 16, colour.length],
      values: Array.from({ length: 128 * colour.length }, (_, i) => colour[i % colour.length]),
    };
  }
  // WebP knows no grey.
  const channels = isGrey && !name.includes("webp") ? 1 : 3;
  const values = Array.from({ length: 20 * channels }, (_, i) => {
    const pixel = Math.floor(i / channels), x = pixel % 5, y = Math.floor(pixel / 5);
    if (isGrey) return 12 * pixel * (name.includes("16 bits") ? 257 : 1);
    const colour = [40 * x, 60 * y, 200 - 10 * x * y][i % 3];
    return name.includes("by a fifth") ? Math.round(0.2 * colour + 0.8 * 255) : colour;
  });
  return { shape: [4, 5, channels], values };
}

for (const name of pictureFiles) {
  Deno.test(`decodeImage() reads a ${name} that another program wrote`, async () => {
    const { shape, values, notes } = await decodeImage(pictureFile(name), "a");
    const expected = expectedPixels(name);
    assertEquals(shape, expected.shape);
    const loss = name.includes("jpeg") ? 1 : name.includes("lossy") ? 4 : 0;
    for (const [i, value] of expected.values.entries()) assertAlmostEquals(values[i], value, loss);
    assertEquals(values instanceof Uint16Array, name.includes("16 bits"));
    const note = [
      name.includes("CMYK") && "cmyk",
      name.includes("moving") && "moving",
      name.includes("two pages") && "pages",
      name.includes("by a fifth") && "transparent",
    ].filter((each) => each !== false);
    assertEquals<readonly string[] | undefined>(notes, note.length > 0 ? note : undefined);
    assertEquals<readonly number[]>(await measureImage(pictureFile(name), "a"), shape);
  });
}

Deno.test("decodeImage() puts the rows of an interlaced GIF where they belong", async () => {
  const bytes = pictureFile("grey gif");
  const { values } = await decodeImage(bytes, "a");
  const descriptor = bytes.findIndex((byte, i) => byte === 0x2c && bytes[i + 5] === 5);
  bytes[descriptor + 9] |= 0x40;
  const interlaced = (await decodeImage(bytes, "a")).values;
  const row = (of: typeof values, y: number) => [...of.subarray(5 * y, 5 * y + 5)];
  // Of four rows the first pass holds the top one, the third the third, the last both others.
  assertEquals(
    [0, 2, 1, 3].map((y) => row(interlaced, y)),
    [0, 1, 2, 3].map((y) => row(values, y)),
  );
});

Deno.test("decodeImage() takes four components for inverted inks where Adobe's segment says so", async () => {
  const bytes = pictureFile("jpeg, CMYK");
  const adobe = bytes.findIndex((_, i) =>
    String.fromCharCode(...bytes.subarray(i, i + 5)) === "Adobe"
  );
  // The inks of (200, 100, 50) are 0, 128, 191 and 55. As luma and two differences of colour the first
  // three are 97, 181 and 59; the fourth is stored as 255 - 55 = 200.
  assertEquals(bytes[adobe + 11], 2);
  bytes[adobe + 11] = 0;
  const { values } = await decodeImage(bytes, "a");
  for (const [channel, stored] of [97, 181, 59].entries()) {
    assertAlmostEquals(values[channel], stored * 200 / 255, 2);
  }
});

Deno.test("decodeImage() goes by the first bytes, and says so where the name ends otherwise", async () => {
  const grey = encodePng({ width: 1, height: 1, channels: 1, data: Uint8Array.of(7) });
  const notesOf = async (name: string) => (await decodeImage(grey, name)).notes;
  for (const name of ["a.png", "a.PNG", "a.png.gz", "a", "a.data"]) {
    assertEquals(await notesOf(name), undefined);
  }
  for (const name of ["a.jpg", "b.png.TIF", "c.heic"]) {
    assertEquals(await notesOf(name), ["misnamed"]);
  }
});

Deno.test("decodeImage() refuses other formats by name, with what would help", async () => {
  const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const cases: [Uint8Array<ArrayBuffer>, string][] = [
    [bytes("\0\0\0\x18ftypheic\0\0"), "it is HEIC, which is not read, save it as PNG"],
    [bytes("\0\0\0\x18ftypavif\0\0"), "it is AVIF"],
    [bytes("8BPS\0\x01"), "it is Photoshop"],
    [bytes('<?xml version="1.0"?>\n<svg xmlns='), "it is SVG"],
    [bytes("\xff\x0a\xfa"), "it is JPEG XL"],
    [bytes("\0\0\0\x0cjP  \r\n\x87\n"), "it is JPEG 2000"],
    [bytes("<!DOCTYPE html>"), "begins as none of PNG, JPEG, WebP, GIF, BMP, TIFF does"],
    [bytes("BMW is a maker of cars in Munich"), "begins as none of"],
    [new Uint8Array(), "begins as none of"],
  ];
  for (const [file, why] of cases) {
    for (const read of [decodeImage, measureImage]) {
      const { message } = await assertRejects(() => read(file, "a.jpg"), SyntaxError, why);
      assertEquals(message.startsWith("Cannot read a.jpg as a picture: it "), true);
    }
  }
});

Deno.test("decodeImage() refuses what a reader of a format does not know, with a way out", async () => {
  /** A little-endian TIFF of one grey pixel, with these fields beside. */
  const tiff = (...fields: [tag: number, value: number][]) => {
    const all = new Map([[256, 1], [257, 1], [258, 8], [262, 1], [273, 8], [279, 1], ...fields]);
    const word = (value: number) => [value & 255, value >> 8];
    return Uint8Array.of(
      ...[0x49, 0x49, 42, 0, 10, 0, 0, 0, 77, 0, ...word(all.size)],
      ...[...all].flatMap(([tag, value]) => [...word(tag), 3, 0, 1, 0, 0, 0, ...word(value), 0, 0]),
      ...[0, 0, 0, 0],
    );
  };
  assertEquals((await decodeImage(tiff(), "a")).values, Uint8Array.of(77));
  // Where white is 0, all is the other way round.
  assertEquals((await decodeImage(tiff([262, 0]), "a")).values, Uint8Array.of(178));
  assertEquals((await decodeImage(tiff([258, 4]), "a")).values, Uint8Array.of(4 * 17));
  const bitmap = (at: number, value: number) => {
    const bytes = pictureFile("bmp, 24 bits");
    bytes[at] = value;
    return bytes;
  };
  const cases: [Uint8Array, string][] = [
    [tiff([259, 7]), "a as TIFF: its compression 7 is not read, save it as PNG"],
    [tiff([258, 32]), "its samples have 32 bits, save it as PNG"],
    [tiff([339, 3]), "it holds signed or floating-point numbers, save it as PNG"],
    [tiff([262, 5]), "its colours are not grey, a palette or RGB (5), save it as PNG"],
    [tiff([277, 2], [284, 2]), "its colours lie in planes of their own, save it as PNG"],
    [tiff([266, 2]), "its bits lie in reverse"],
    [tiff([317, 3]), "its predictor 3 is not read"],
    [tiff([257, 9]), "its pixels are cut short or damaged"],
    [bitmap(30, 4), "a as BMP: its compression 4 is not read, save it as PNG"],
    [bitmap(22, 9), "it is cut short"],
    [pictureFile("gif").slice(0, -12), "a as GIF: it is cut short"],
    [pictureFile("webp").slice(0, 40), "a as WebP: it holds no whole picture"],
  ];
  for (const [bytes, why] of cases) {
    await assertRejects(() => decodeImage(bytes, "a"), SyntaxError, why);
  }
});
