import type { MapSession } from "./map_session.ts";
import { drawMarks, type MapMark } from "./draw_marks.ts";
import { LEVELS } from "./items/emphasis.ts";
import { createSheet, paintPoints, placesInOrder, type Sheet } from "./points/paint_points.ts";
import { placeThumbnails } from "./points/place_thumbnails.ts";
import { hasHardEdges, pointRadius, thumbnailSide } from "./points/point_sizes.ts";
import { cssColour, type Rgb } from "./points/sprite.ts";
import type { MapView, ViewSize } from "./points/view.ts";
import type { Thumbnails } from "../picture/thumbnails.ts";

/** The items of one map, and what it is painted with. */
export interface PainterOptions {
  readonly session: MapSession;
  readonly positions: Float32Array;
  readonly marks: readonly MapMark[];
  readonly order: Uint32Array;
  readonly thumbnails?: Thumbnails | undefined;
}

/**
 * Paints a view of a map that shows everything at the scale `all`, and says which items have a thumbnail
 * there.
 */
export type Painter = (
  canvas: HTMLCanvasElement,
  view: { readonly view: MapView; readonly all: MapView; readonly size: ViewSize },
) => DrawnThumbnails;

/** Thumbnails as they are drawn on a map. */
export interface DrawnThumbnails {
  readonly items: ReadonlySet<number>;
  /** The longest side of each with its frame, in CSS pixels. */
  readonly side: number;
}

/** The width of the frame of a thumbnail, in CSS pixels. */
const FRAME = 2;

/** Makes what paints a map; it keeps its pixels from one frame to the next. */
export function createPainter(
  { session, positions, marks, order, thumbnails }: PainterOptions,
): Painter {
  const places = placesInOrder(positions, order);
  let sheet: Sheet | undefined, image: ImageData | undefined;
  return (canvas, { view, all, size }) => {
    const ratio = Math.min(2, devicePixelRatio);
    const width = Math.max(1, Math.round(size.width * ratio));
    const height = Math.max(1, Math.round(size.height * ratio));
    if (canvas.width !== width || canvas.height !== height || !sheet || !image) {
      canvas.width = width;
      canvas.height = height;
      sheet = createSheet({ width, height });
      const bytes = new Uint8ClampedArray(sheet.pixels.buffer);
      image = new ImageData(bytes, sheet.width, sheet.height);
    }
    const { levelOf, colouring: { styleOf, styles } } = session;
    const zoom = view.scale / all.scale, crowd = { count: order.length, zoom, size };
    paintPoints(sheet, {
      order,
      places,
      styleOf,
      levelOf,
      styles,
      ground: groundOf(canvas),
      view: { ...view, scale: view.scale * ratio },
      radius: ratio * pointRadius(crowd),
      isHard: hasHardEdges(crowd),
    });
    // It is read back for pictures, and painted on the processor anyway.
    const context = canvas.getContext("2d", { willReadFrequently: true })!;
    context.putImageData(image, -sheet.margin, -sheet.margin);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const drawn = thumbnails
      ? drawThumbnails(context, { session, positions, order, thumbnails, view, size, zoom })
      : { items: new Set<number>(), side: 0 };
    drawMarks(context, { marks, view, size, host: canvas });
    context.setTransform(1, 0, 0, 1, 0, 0);
    return drawn;
  };
}

function drawThumbnails(
  context: CanvasRenderingContext2D,
  { session, positions, order, thumbnails, view, size, zoom }: {
    session: MapSession;
    positions: Float32Array;
    order: Uint32Array;
    thumbnails: Thumbnails;
    view: MapView;
    size: ViewSize;
    zoom: number;
  },
): DrawnThumbnails {
  const { levelOf, colouring: { styleOf, styles }, isShown } = session;
  const longest = Math.max(thumbnails.width, thumbnails.height);
  const side = thumbnailSide(longest, { count: order.length, zoom, size });
  const width = Math.round(side / longest * thumbnails.width);
  const height = Math.round(side / longest * thumbnails.height);
  // Enlarged pixels stay sharp, and fewer of them are smoothed.
  context.imageSmoothingEnabled = side < longest;
  const options = { order, isShown, view, size, side: side + 2 * FRAME };
  const items = new Set<number>();
  for (const { item, left, top } of placeThumbnails(positions, options)) {
    const corner = { left: Math.round(left - width / 2), top: Math.round(top - height / 2) };
    context.globalAlpha = levelOf[item] === LEVELS.faded ? 0.2 : 1;
    if (!thumbnails.draw(context, item, { ...corner, width, height })) continue;
    items.add(item);
    context.strokeStyle = cssColour(styles[styleOf[item]].colour);
    context.lineWidth = levelOf[item] === LEVELS.raised ? 2 * FRAME : FRAME;
    context.strokeRect(corner.left - 1, corner.top - 1, width + 2, height + 2);
  }
  context.globalAlpha = 1;
  return { items, side: options.side };
}

/** The ground of a canvas, as its style has it: light or dark. */
function groundOf(canvas: HTMLCanvasElement): Rgb {
  const [red, green, blue] = getComputedStyle(canvas).backgroundColor.match(/[\d.]+/g) ?? [];
  return [Number(red), Number(green), Number(blue)];
}
