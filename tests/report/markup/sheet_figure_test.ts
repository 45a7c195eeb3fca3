import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { type SheetFigure, sheetFigure } from "../../../src/report/markup/sheet_figure.ts";
import { decodeImages, pixelOf } from "../decode_images.ts";

/** A figure around mid grey. */
const signed = (sheet: Omit<SheetFigure, "isSigned">) =>
  sheetFigure({ ...sheet, isSigned: true }).markup;

Deno.test("weights are a sheet of whole enlarged pixels around mid grey, each scaled on its own", () => {
  const images = new Float32Array(2 * 9);
  images.set([4, 0, -2], 0);
  images.set([0.1, 0, -0.1], 9);
  const page = signed({ title: "filters", images, shape: [3, 3] });
  const sheet = decodeImages(page).get("filters: 2 images")!;
  // 3 pixels of 16 each, and a gap of 6 between the two filters.
  assertEquals([sheet.width, sheet.height], [102, 48]);
  assertStringIncludes(page, 'width="102" height="48"');
  const at = (x: number) => pixelOf(sheet, [x, 0])[0];
  assertEquals([0, 15, 16, 32, 47].map(at), [255, 255, 128, 64, 64]);
  assertEquals([54, 70, 86, 101].map(at), [255, 128, 0, 0]);
  assertEquals(sheet.data[48 * sheet.channels + 1], 0);
  assertStringIncludes(page, "each is scaled on its own: its largest absolute value is black");
});

Deno.test("weights of three channels are in colour around grey", () => {
  const images = new Float32Array([1, 0, -0.5, 0, 0, 0]);
  const page = signed({ title: "c", images, shape: [2, 1, 3] });
  const sheet = decodeImages(page).get("c: 1 image")!;
  assertEquals([sheet.width, sheet.height, sheet.channels], [16, 32, 4]);
  assertEquals(pixelOf(sheet, [3, 3]), [255, 128, 64]);
  assertEquals(pixelOf(sheet, [3, 31]), [128, 128, 128]);
});

Deno.test("weights of other channels are a row each, with a column for each channel", () => {
  const shape = [2, 2, 5];
  const images = Float32Array.from({ length: 3 * 20 }, (_, i) => i % 5 === 4 ? -1 : i % 5 / 4);
  const decoded = decodeImages(signed({ title: "w", images, shape }));
  assertEquals([...decoded.keys()], [1, 2, 3].map((i) => `w: the 5 channels of image ${i} of 3`));
  for (const strip of decoded.values()) {
    // Channels of 2 × 2 pixels of 16 each, and a gap of 2.
    assertEquals([strip.width, strip.height], [5 * 34 - 2, 32]);
    const levels = [0, 1, 2, 3, 4].map((channel) => pixelOf(strip, [34 * channel, 31])[0]);
    assertEquals(levels, [128, 159, 191, 223, 0]);
  }
});

Deno.test("weights of many channels break their row evenly", () => {
  const weights = { title: "w", images: new Float32Array(9 * 64), shape: [3, 3, 64] };
  const [strip] = decodeImages(signed(weights)).values();
  assertEquals([strip.width, strip.height], [32 * 29 - 2, 2 * 29 - 2]);
});

Deno.test("weights fill the width of the page with even rows", () => {
  const sizes = [[256, 28], [32, 3], [96, 11], [64, 32]].map(([count, side]) => {
    const images = new Float32Array(count * side * side);
    const page = signed({ title: "w", images, shape: [side, side] });
    const { width, height } = decodeImages(page).get(`w: ${count} images`)!;
    return [width, height];
  });
  assertEquals(sizes, [
    [16 * 58 - 2, 16 * 58 - 2],
    [16 * 54 - 6, 2 * 54 - 6],
    [16 * 57 - 2, 6 * 57 - 2],
    [13 * 66 - 2, 5 * 66 - 2],
  ]);
});

Deno.test("sheets are grey from 0 to 1 unless they are signed, in the columns asked for", () => {
  const plain = { title: "a", caption: "Inputs", images: new Float32Array([0, 0.2, 1, 0.4]) };
  const atoms = { title: "b", caption: "Atoms.", images: new Float32Array([-1, 0.2, 1, 0]) };
  const of = { shape: [1, 2], columns: 1 };
  const figures = [
    sheetFigure({ ...plain, ...of, isSigned: false }).markup,
    signed({ ...atoms, ...of }),
  ];
  const levels = figures.map((figure) => {
    const [sheet] = decodeImages(figure).values();
    assertEquals([sheet.width, sheet.height], [32, 38]);
    return [[0, 0], [16, 0], [0, 37], [16, 37]].map(([x, y]) => pixelOf(sheet, [x, y])[0]);
  });
  assertEquals(levels, [[0, 51, 255, 102], [0, 153, 255, 128]]);
  assertStringIncludes(
    figures[0],
    "<figcaption>Inputs. 2 images of shape [1, 2].</figcaption>",
  );
  assertStringIncludes(
    figures[1],
    "<figcaption>Atoms. 2 images of shape [1, 2]. Zero is mid grey",
  );
});

Deno.test("sheets say which sizes do not fit", () => {
  const sheet = { title: "k = 5", caption: "", images: new Float32Array(6), shape: [2, 2] };
  const wrongs: readonly (readonly [typeof sheet & { columns?: number }, string])[] = [
    [sheet, 'Cannot draw "k = 5" as images of shape [2, 2]: there are 6 values, expected a'],
    [{ ...sheet, images: new Float32Array(0) }, "there are 0 values"],
    [{ ...sheet, shape: [6] }, "their shape is [6], expected [H, W] or [H, W, K]"],
    [{ ...sheet, shape: [0, 2] }, "as images of shape [0, 2]"],
    [{ ...sheet, shape: [2, 3], columns: 0 }, "in 0 columns: expected a positive whole number"],
  ];
  for (const [wrong, message] of wrongs) {
    assertThrows(() => signed(wrong), RangeError, message);
  }
});
