import { assertEquals } from "@std/assert";
import { decodeImage, measureImage } from "../../../../src/data/formats/pictures/decode_image.ts";
import { readOrientation, turnImage } from "../../../../src/data/formats/pictures/orientation.ts";
import { pictureFile } from "./picture_files.ts";

/** EXIF metadata of two entries, the second of which is the orientation. */
function exif(orientation: number, { isLittleEndian }: { isLittleEndian: boolean }): Uint8Array {
  const bytes = new Uint8Array(8 + 2 + 24 + 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, isLittleEndian ? 0x4949 : 0x4d4d);
  const words = [[2, 42], [8, 2], [10, 0x010f], [12, 2], [22, 0x0112], [24, 3], [30, orientation]];
  for (const [at, value] of words) view.setUint16(at, value, isLittleEndian);
  view.setUint32(4, 8, isLittleEndian);
  view.setUint32(26, 1, isLittleEndian);
  return bytes;
}

Deno.test("readOrientation() finds the tag in both orders of bytes, and takes damage for upright", () => {
  for (const isLittleEndian of [true, false]) {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      assertEquals(readOrientation(exif(orientation, { isLittleEndian })), orientation);
    }
    const bytes = exif(6, { isLittleEndian });
    assertEquals(readOrientation(exif(9, { isLittleEndian })), 1);
    for (let length = 0; length < 34; length++) {
      assertEquals(readOrientation(bytes.slice(0, length)), 1);
    }
    bytes.fill(255, 4, 8);
    assertEquals(readOrientation(bytes), 1);
  }
});

Deno.test("turnImage() sets upright what lies in each of the eight orientations", () => {
  // Upright it is 1 2 3 over 4 5 6; each file is what a camera held otherwise writes.
  const files: Record<number, [height: number, width: number, values: number[]]> = {
    1: [2, 3, [1, 2, 3, 4, 5, 6]],
    2: [2, 3, [3, 2, 1, 6, 5, 4]],
    3: [2, 3, [6, 5, 4, 3, 2, 1]],
    4: [2, 3, [4, 5, 6, 1, 2, 3]],
    5: [3, 2, [1, 4, 2, 5, 3, 6]],
    6: [3, 2, [3, 6, 2, 5, 1, 4]],
    7: [3, 2, [6, 3, 5, 2, 4, 1]],
    8: [3, 2, [4, 1, 5, 2, 6, 3]],
  };
  for (const [orientation, [height, width, values]] of Object.entries(files)) {
    const image = { shape: [height, width, 1], values: Uint8Array.from(values) };
    assertEquals(turnImage(image, Number(orientation)), {
      shape: [2, 3, 1],
      values: Uint8Array.of(1, 2, 3, 4, 5, 6),
      ...(orientation !== "1" && { notes: ["turned"] }),
    });
  }
});

Deno.test("decodeImage() sets a JPEG upright by its metadata, and measures it so", async () => {
  const plain = pictureFile("jpeg");
  const body = [...new TextEncoder().encode("Exif\0\0"), ...exif(6, { isLittleEndian: true })];
  const turned = Uint8Array.of(
    ...plain.subarray(0, 2),
    ...[0xff, 0xe1, 0, body.length + 2, ...body],
    ...plain.subarray(2),
  );
  const image = await decodeImage(turned, "a.jpg");
  assertEquals([image.shape, image.notes], [[16, 8, 3], ["turned"]]);
  assertEquals(await measureImage(turned, "a.jpg"), [16, 8, 3]);
  assertEquals((await decodeImage(plain, "a.jpg")).shape, [8, 16, 3]);
});
