import type { Shape } from "../../core/shape.ts";
import { imageCanvas } from "../picture/image_view.ts";
import { type ImageSize, imageSize } from "../input/image_size.ts";
import type { Pixels } from "../input/model_input.ts";
import { createSheet } from "./sheet.ts";
import type { Place, Stroke } from "./stroke.ts";

/** The colours that a painting starts with, and its callbacks. */
export interface PaintingOptions {
  /** [H, W], [H, W, 1] or [H, W, 3]. */
  readonly inputShape: Shape;
  /** The colour of the empty painting. */
  readonly ground: string;
  /** The colour of the pen. */
  readonly ink: string;
  /** Called after each change but that of `load`. */
  readonly onChange: () => void;
  /** Called after the pen was lifted, before what that leaves is painted. */
  readonly onLift: () => void;
}

/** Strokes above a picture, painted on a canvas; the strokes can be taken back one by one. */
export interface Painting {
  /** In pixels of the model. */
  readonly size: ImageSize;
  /** True where there is a picture beneath the strokes. */
  readonly hasPicture: boolean;
  readonly hasStrokes: boolean;
  /** True while a stroke is being drawn. */
  readonly isDown: boolean;
  /** The colour of the pen, for strokes to come. */
  ink: string;
  /** The colour behind it all. */
  ground: string;
  /** The painting as it stands. */
  pixels(): Pixels;
  /** Puts the pen down. */
  begin(at: Place): void;
  /** Draws on to places, where the pen is down. */
  extend(to: readonly Place[]): void;
  /** Ends a stroke. */
  lift(): void;
  /** Takes the last stroke away. */
  undo(): void;
  /** Takes all away, the picture too. */
  clear(): void;
  /** Puts values [H, W, K] in [0, 1] beneath what will be drawn, and forgets what was. */
  load(values: Float32Array): void;
}

/**
 * Paints on a canvas, whose size it sets.
 *
 * Throws a RangeError for inputs that are no images.
 */
export function createPainting(
  canvas: HTMLCanvasElement,
  { inputShape, onChange, onLift, ...given }: PaintingOptions,
): Painting {
  const sheet = createSheet(canvas, imageSize(inputShape));
  let { ground, ink } = given;
  let picture: HTMLCanvasElement | undefined, current: Stroke | undefined;
  let strokes: Stroke[] = [];
  const repaint = () => sheet.repaint({ ground, picture, strokes });
  repaint();

  function lift() {
    current = undefined;
    onLift();
  }

  function repaintChanged() {
    repaint();
    onChange();
  }

  return {
    size: sheet.size,
    get hasPicture() {
      return picture !== undefined;
    },
    get hasStrokes() {
      return strokes.length > 0;
    },
    get isDown() {
      return current !== undefined;
    },
    get ink() {
      return ink;
    },
    set ink(colour) {
      ink = colour;
    },
    get ground() {
      return ground;
    },
    set ground(colour) {
      ground = colour;
      repaintChanged();
    },
    pixels: sheet.pixels,
    begin(at) {
      current = { colour: ink, points: [at] };
      strokes.push(current);
      sheet.paint(current);
      onChange();
    },
    extend(to) {
      if (current === undefined || to.length === 0) return;
      const from = current.points.length - 1;
      current.points.push(...to);
      sheet.paint(current, from);
      onChange();
    },
    lift,
    undo() {
      if (strokes.pop() === undefined) return;
      lift();
      repaintChanged();
    },
    clear() {
      picture = undefined;
      strokes = [];
      lift();
      repaintChanged();
    },
    load(values) {
      strokes = [];
      lift();
      picture = imageCanvas(values, inputShape);
      repaint();
    },
  };
}
