import type { Shape } from "../../core/shape.ts";
import { tile } from "../../plots/tile.ts";
import { createElement } from "../controls/create_element.ts";
import { paintPixels } from "./paint_pixels.ts";

/** An image on the page. */
export interface ImageView {
  readonly root: HTMLElement;
  /** Its canvas, one pixel for each of its own. */
  readonly canvas: HTMLCanvasElement;
  /** Draws values [H · W · K]; the label says what they are: "Image decoded from code 0.52, −1.30". */
  show(values: Float32Array, options: { label: string }): void;
}

/** Draws images `[H, W]` or `[H, W, K]`, each in place of the last. */
export function createImageView(shape: Shape): ImageView {
  const { width, height } = tile(shape);
  const canvas = createElement("canvas", {
    part: "image",
    attributes: { role: "img", width, height },
  });
  canvas.style.setProperty("--ratio", String(width / height));
  const context = canvas.getContext("2d")!;
  const pixels = context.createImageData(width, height);
  return {
    root: createElement("div", { part: "image-view", children: [canvas] }),
    canvas,
    show(values, { label }) {
      paintPixels(values, { shape, into: pixels.data });
      context.putImageData(pixels, 0, 0);
      canvas.setAttribute("aria-label", label);
    },
  };
}

/** One image on a canvas of its own. */
export function imageCanvas(values: Float32Array, shape: Shape): HTMLCanvasElement {
  const { canvas, show } = createImageView(shape);
  show(values, { label: "" });
  return canvas;
}
