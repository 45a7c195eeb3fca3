import { type MapView, placeOf, type ViewSize } from "./points/view.ts";

/** A point that stands out from the items: a query, where an encoder puts it. */
export interface MapMark {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** The arm of a cross, its width, that of the ground around it, and the height of letters, in CSS pixels. */
const ARM = 11, WIDTH = 3, HALO = 4, LETTERS = 14;

/** Draws marks over what a map shows: a cross in the colour of its text, with its name beside it. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  { marks, view, size, host }: {
    marks: readonly MapMark[];
    view: MapView;
    size: ViewSize;
    /** The element whose style says the colours of text and ground. */
    host: Element;
  },
): void {
  const { color, backgroundColor, fontFamily } = getComputedStyle(host);
  context.font = `600 ${LETTERS}px ${fontFamily}`;
  context.textBaseline = "middle";
  context.lineCap = context.lineJoin = "round";
  for (const { name, x, y } of marks) {
    const { left, top } = placeOf(view, { point: [x, y], size });
    const wide = context.measureText(name).width, gap = ARM + HALO;
    // The name stays on the map where its point is near the edge.
    const isLeft = left + gap + wide > size.width && left - gap - wide > 0;
    const at = isLeft ? left - gap - wide : left + gap;
    for (const [style, width] of [[backgroundColor, WIDTH + 2 * HALO], [color, WIDTH]] as const) {
      context.strokeStyle = context.fillStyle = style;
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(left - ARM, top);
      context.lineTo(left + ARM, top);
      context.moveTo(left, top - ARM);
      context.lineTo(left, top + ARM);
      context.stroke();
      context.lineWidth = 2 * HALO;
      if (style === backgroundColor) context.strokeText(name, at, top);
      else context.fillText(name, at, top);
    }
  }
}
