import { assertEquals } from "@std/assert";
import { decode } from "fast-png";
import { packThumbnails } from "../../src/plots/pack_thumbnails.ts";

/** The bytes of picture i as the sheets hold it, cut out one by one. */
function unpacked(
  { columns, perSheet, sheets }: ReturnType<typeof packThumbnails>,
  { i, height, width }: { i: number; height: number; width: number },
): number[] {
  const { data, width: wide, channels } = decode(sheets[Math.floor(i / perSheet)]);
  const slot = i % perSheet, values: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const row = Math.floor(slot / columns) * height + y, column = slot % columns * width + x;
      for (let c = 0; c < channels; c++) values.push(data[(row * wide + column) * channels + c]);
    }
  }
  return values;
}

for (const channels of [1, 3]) {
  Deno.test(`every picture of ${channels} channels comes back from its place on its sheet`, () => {
    const count = 23, height = 2, width = 3, size = height * width * channels;
    const values = Uint8Array.from({ length: count * size }, (_, i) => 7 * i % 256);
    const packed = packThumbnails({ shape: [count, height, width, channels], values }, {
      longest: 7,
    });
    // Two beside each other and three rows of them: six on a sheet of 6 × 6 pixels.
    assertEquals([packed.columns, packed.perSheet, packed.sheets.length], [2, 6, 4]);
    for (let i = 0; i < count; i++) {
      const expected = [...values.subarray(i * size, (i + 1) * size)];
      assertEquals(unpacked(packed, { i, height, width }), expected);
    }
  });
}

Deno.test("sheets are at most 4096 pixels wide and high, and a few pictures make a small square", () => {
  const few = packThumbnails({ shape: [5, 2, 2, 1], values: new Uint8Array(20) });
  const { width, height } = decode(few.sheets[0]);
  assertEquals([few.columns, few.sheets.length, width, height], [3, 1, 6, 4]);
  const many = packThumbnails({ shape: [4100, 64, 64, 1], values: new Uint8Array(4100 * 4096) });
  assertEquals([many.columns, many.perSheet, many.sheets.length], [64, 4096, 2]);
  assertEquals(many.sheets.map((png) => [decode(png).width, decode(png).height]), [
    [4096, 4096],
    [4096, 64],
  ]);
});
