import type { ImageSize } from "../input/image_size.ts";
import type { Pixels } from "../input/model_input.ts";
import { paintStroke, type Stroke } from "./stroke.ts";

/** A canvas on which strokes are painted above a picture. */
export interface Sheet {
  /** In pixels of the model. */
  readonly size: ImageSize;
  /** Paints all anew. */
  repaint(content: SheetContent): void;
  /** Paints a stroke above what is there, from its point of that index on. */
  paint(stroke: Stroke, from?: number): void;
  /** The canvas as it stands. */
  pixels(): Pixels;
}

/** Everything on a sheet, from the back to the front. */
export interface SheetContent {
  /** The colour behind it all. */
  readonly ground: string;
  readonly picture: HTMLCanvasElement | undefined;
  readonly strokes: readonly Stroke[];
}

/** The pixels of the canvas along the longer side of an image, about. */
const SIDE = 392;

/** Makes a sheet of a canvas, whose size it sets. */
export function createSheet(canvas: HTMLCanvasElement, size: ImageSize): Sheet {
  const { height, width } = size;
  // Whole pixels of the canvas for each of the model's: pictures come back as they were put in.
  const zoom = Math.max(2, Math.round(SIDE / Math.max(height, width)));
  canvas.width = width * zoom;
  canvas.height = height * zoom;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const paint = (stroke: Stroke, from = 0) => {
    if (context !== null) paintStroke(context, { stroke, from });
  };
  return {
    size,
    paint,
    repaint({ ground, picture, strokes }) {
      if (context === null) return;
      context.setTransform(zoom, 0, 0, zoom, 0, 0);
      context.fillStyle = ground;
      context.fillRect(0, 0, width, height);
      context.imageSmoothingEnabled = false;
      if (picture !== undefined) context.drawImage(picture, 0, 0);
      for (const stroke of strokes) paint(stroke);
    },
    pixels: () =>
      context?.getImageData(0, 0, canvas.width, canvas.height) ??
        { width: 1, height: 1, data: new Uint8ClampedArray(4) },
  };
}
