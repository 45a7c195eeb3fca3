import type { CodeRange } from "../../generation/mod.ts";
import { SERIES_COLOURS } from "../../plots/palette.ts";
import { linearTicks } from "../../plots/ticks.ts";
import { placeOfCode } from "./pad_geometry.ts";

/** The places of training codes, to be drawn behind a pad. */
export interface CodeMap {
  readonly range: CodeRange;
  /** Places of the codes on the pad, [N · 2]; none are drawn unless given. */
  readonly places?: Float32Array | undefined;
  /** The class of each. */
  readonly labels?: ArrayLike<number> | undefined;
  /** The class that stands out from the others. */
  readonly highlighted?: number | undefined;
}

/**
 * The share of its colour that a dot shows: by itself, within the class that stands out, beside it.
 */
const OPACITY = 0.8, RAISED_OPACITY = 0.95, FADED_OPACITY = 0.1;

/**
 * Draws a map of codes over a square canvas that is `size` CSS pixels wide: lines at even values with
 * their numbers at the edges, and a dot in the colour of its class for each code.
 */
export function drawCodeMap(canvas: HTMLCanvasElement, map: CodeMap & { size: number }): void {
  const { size } = map, pixels = Math.round(size * devicePixelRatio);
  canvas.width = canvas.height = pixels;
  const context = canvas.getContext("2d")!;
  context.scale(pixels / size, pixels / size);
  const style = getComputedStyle(canvas);
  drawLines(context, { ...map, ink: style.color, font: style.fontFamily });
  const { places, labels, highlighted } = map;
  if (places === undefined) return;
  const colours = SERIES_COLOURS.map((colour, i) =>
    style.getPropertyValue(`--series-${i}`).trim() || colour
  );
  const radius = Math.min(3.2, Math.max(1.8, size / 170));
  // In their own order, so that no class covers the others; what stands out comes last.
  const draw = (isRaised: boolean, opacity: number): void => {
    context.globalAlpha = opacity;
    for (let i = 0; i < places.length; i += 2) {
      const label = labels?.[i / 2] ?? 0;
      if ((label === highlighted) !== isRaised) continue;
      context.fillStyle = colours[label % colours.length];
      context.beginPath();
      context.arc(places[i] * size, places[i + 1] * size, radius, 0, 2 * Math.PI);
      context.fill();
    }
  };
  draw(false, highlighted === undefined ? OPACITY : FADED_OPACITY);
  draw(true, RAISED_OPACITY);
}

function drawLines(
  context: CanvasRenderingContext2D,
  { range, size, ink, font }: { range: CodeRange; size: number; ink: string; font: string },
): void {
  context.strokeStyle = context.fillStyle = ink;
  context.font = `11px ${font}`;
  const edge = 24, count = Math.max(2, Math.min(6, size / 70));
  range.forEach((side, axis) => {
    context.textAlign = axis === 0 ? "center" : "left";
    for (const tick of linearTicks(side, { count })) {
      const at = size * placeOfCode([tick, tick], range)[axis];
      context.globalAlpha = tick === 0 ? 0.3 : 0.1;
      context.beginPath();
      context.moveTo(axis === 0 ? at : 0, axis === 0 ? 0 : at);
      context.lineTo(axis === 0 ? at : size, axis === 0 ? size : at);
      context.stroke();
      // The corners would hold numbers of both axes.
      if (at < edge || at > size - edge) continue;
      const text = String(tick).replace("-", "−");
      context.globalAlpha = 0.65;
      if (axis === 0) context.fillText(text, at, size - 6);
      else context.fillText(text, 6, at - 4);
    }
  });
}
