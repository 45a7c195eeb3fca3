import { formatValue } from "../../plots/format_value.ts";
import type { MapSession } from "./map_session.ts";
import { stepOf } from "./items/number_scale.ts";
import { cssColour, type Shape } from "./points/sprite.ts";

/** A map as it is shown, for a picture. */
export interface PicturedMap {
  readonly name: string;
  readonly canvas: HTMLCanvasElement;
}

/** Margins, the height of a line and the side of a swatch, in pixels of a canvas at ratio 1. */
const EDGE = 16, LINE = 20, SWATCH = 10;

/** The most classes that are named below. */
const MOST_ENTRIES = 40;

/**
 * Draws a picture of the maps as they are shown, side by side, with the title above them and what
 * colours tell below.
 */
export function drawPicture(
  session: MapSession,
  { maps, host }: { maps: readonly PicturedMap[]; host: Element },
): HTMLCanvasElement {
  const { color: ink, fontFamily } = getComputedStyle(host);
  const ratio = Math.max(1, ...maps.map(({ canvas }) => canvas.width / canvas.clientWidth || 1));
  const edge = ratio * EDGE, line = ratio * LINE;
  const inner = maps.reduce((sum, { canvas }) => sum + canvas.width, edge * (maps.length - 1));
  const picture = document.createElement("canvas"), context = picture.getContext("2d")!;
  const small = `${ratio * 13}px ${fontFamily}`;
  context.font = small;
  const entries = layEntries(context, { session, ratio, width: inner });
  const tall = Math.max(...maps.map(({ canvas }) => canvas.height));
  const below = 2 * edge + 2 * line + tall + edge;
  picture.width = inner + 2 * edge;
  picture.height = below + entries.height + edge;
  context.fillStyle = getComputedStyle(maps[0].canvas).backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = ink;
  context.textBaseline = "middle";
  context.font = `600 ${ratio * 16}px ${fontFamily}`;
  context.fillText(session.collection.title, edge, edge + line / 2);
  context.font = small;
  let left = edge;
  for (const { name, canvas } of maps) {
    context.fillText(name, left, edge + 1.5 * line);
    context.drawImage(canvas, left, 2 * edge + 2 * line);
    left += canvas.width + edge;
  }
  for (const { name, x, y, style } of entries.laid) {
    const middle = { x: edge + x + ratio * SWATCH / 2, y: below + y + line / 2 };
    context.fillStyle = cssColour(style.colour);
    fillShape(context, style.shape, { ...middle, radius: ratio * SWATCH / 2 });
    context.fillStyle = ink;
    context.fillText(name, edge + x + ratio * 1.6 * SWATCH, middle.y);
  }
  return picture;
}

/** The corners of shapes of radius 1 around their middle, y downwards; a disc has none. */
const CORNERS: Readonly<Record<Shape, readonly (readonly [number, number])[]>> = {
  disc: [],
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  triangle: [[-1, -0.9], [1, -0.9], [0, 1.1]],
};

function fillShape(
  context: CanvasRenderingContext2D,
  shape: Shape,
  { x, y, radius }: { x: number; y: number; radius: number },
): void {
  context.beginPath();
  if (shape === "disc") context.arc(x, y, radius, 0, 2 * Math.PI);
  for (const [right, down] of CORNERS[shape]) {
    context.lineTo(x + right * radius, y + down * radius);
  }
  context.fill();
}

/** The names below the maps, on as many lines as they take: classes, or five steps of a scale. */
function layEntries(
  context: CanvasRenderingContext2D,
  { session: { colouring, off }, ratio, width }: {
    session: MapSession;
    ratio: number;
    width: number;
  },
) {
  const { entries, styles, scale } = colouring;
  const steps = scale
    ? [0, 0.25, 0.5, 0.75, 1].map((share) => ({
      name: formatValue(scale.low + share * (scale.high - scale.low)),
      style: styles[stepOf(scale.low + share * (scale.high - scale.low), scale)],
    }))
    : [];
  const named = entries.filter(({ style }) => !off.has(style)).slice(0, MOST_ENTRIES)
    .map(({ name, style }) => ({ name, style: styles[style] }));
  let x = 0, y = 0;
  const all = [...steps, ...named];
  const laid = all.map(({ name, style }) => {
    const own = context.measureText(name).width + ratio * 3.2 * SWATCH;
    if (x > 0 && x + own > width) [x, y] = [0, y + ratio * LINE];
    const entry = { name, style, x, y };
    x += own;
    return entry;
  });
  return { laid, height: all.length > 0 ? y + ratio * LINE : 0 };
}

/** Hands a picture to the visitor as a PNG file of this name. */
export async function savePicture(picture: HTMLCanvasElement, name: string): Promise<void> {
  const file = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, "image/png"));
  if (file === null) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "map"}.png`;
  link.click();
  // The browser has taken the file by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
