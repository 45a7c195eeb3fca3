/// <reference lib="dom" />
import type { InputKind } from "../../core/preprocessor.ts";
import type { Shape } from "../../core/shape.ts";
import { tile } from "../../plots/tile.ts";
import { createElement } from "../controls/create_element.ts";
import { paintPixels } from "./paint_pixels.ts";
import { createWordView } from "./word_view.ts";

/** The values to be drawn. */
export interface ImageViewOptions {
  /** The shape of one example: `[H, W]`, `[H, W, K]`, or `[D]` for a vector. */
  readonly inputShape: Shape;
  /** Texts are drawn as their heaviest words, all else as an image. */
  readonly kind: InputKind;
  /** The word of each value, without which a text is drawn as a vector. */
  readonly vocabulary?: readonly string[];
}

/** One example on the page: an image, or the words of a text. */
export interface ImageView {
  readonly root: HTMLElement;
  /** The canvas of the image, one pixel for each of its own; a text has none. */
  readonly canvas?: HTMLCanvasElement;
  /** Draws values [H · W · K]; the label says what they are: "Image decoded from code 0.52, −1.30". */
  show(values: Float32Array, options: { label: string }): void;
}

/** Draws examples, each in place of the last. */
export function createImageView({ inputShape, kind, vocabulary }: ImageViewOptions): ImageView {
  if (kind === "text" && vocabulary !== undefined) return createWordView(vocabulary);
  const canvas = createCanvas(inputShape);
  canvas.setAttribute("role", "img");
  canvas.className = "image";
  canvas.setAttribute("part", "image");
  const context = canvas.getContext("2d")!;
  const pixels = context.createImageData(canvas.width, canvas.height);
  const show = (values: Float32Array, { label }: { label: string }): void => {
    paintPixels(values, { shape: inputShape, into: pixels.data });
    context.putImageData(pixels, 0, 0);
    canvas.setAttribute("aria-label", label);
  };
  return { root: createElement("div", { part: "image-view", children: [canvas] }), canvas, show };
}

/** The pixels of one example, [H · W · K] values of this shape. */
function imageData(values: Float32Array, shape: Shape): ImageData {
  const { width, height } = tile(shape);
  const pixels = new ImageData(width, height);
  paintPixels(values, { shape, into: pixels.data });
  return pixels;
}

/** One example on a canvas of its own, such as a thumbnail. */
export function imageCanvas(values: Float32Array, shape: Shape): HTMLCanvasElement {
  const canvas = createCanvas(shape);
  canvas.getContext("2d")!.putImageData(imageData(values, shape), 0, 0);
  return canvas;
}

function createCanvas(shape: Shape): HTMLCanvasElement {
  const { width, height } = tile(shape);
  return createElement("canvas", { attributes: { width, height } });
}
