/** A place on a painting, in pixels of the model. */
export type Place = readonly [x: number, y: number];

/** The trace of a pen between being put down and lifted. */
export interface Stroke {
  readonly colour: string;
  /** At least one; grows while the pen is down. */
  readonly points: Place[];
}

/** The width of the pen in pixels of the model: what digits of 28 pixels are written with. */
export const PEN_WIDTH = 2.3;

/** Paints a stroke from one of its points on. */
export function paintStroke(
  context: CanvasRenderingContext2D,
  { stroke: { colour, points }, from }: { stroke: Stroke; from: number },
): void {
  context.lineWidth = PEN_WIDTH;
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = colour;
  context.beginPath();
  points.slice(from).forEach(([x, y]) => context.lineTo(x, y));
  // A line to where it starts is a dot.
  if (points.length === 1) context.lineTo(...points[0]);
  context.stroke();
}
