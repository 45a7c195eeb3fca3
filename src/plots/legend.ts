import { element, type Markup } from "./element.ts";
import { text } from "./frame.ts";
import { seriesColour, seriesDash } from "./palette.ts";

/** The entries of a legend above a chart, from the left upper corner. */
export interface Legend {
  readonly entries: readonly { readonly label: string; readonly x: number; readonly y: number }[];
  /** The room that it takes above the axes. */
  readonly height: number;
}

/** The height of a line, what lies about the lines, and the room beside them, in pixels. */
const LINE = 18, ABOUT = 16, BESIDE = 60;

/** The width of an entry without its label, of a letter, and of the gap behind, in pixels. */
const KEY = 42, LETTER = 6.6, GAP = 14;

/** Lays the labels of curves side by side above a chart of this width, on as many lines as it takes. */
export function layLegend(labels: readonly string[], width: number): Legend {
  let x = 0, line = 0;
  const entries = labels.map((label) => {
    const own = KEY + LETTER * label.length;
    if (x > 0 && x + own - GAP > width - BESIDE) [x, line] = [0, line + 1];
    const entry = { label, x, y: LINE * line };
    x += own;
    return entry;
  });
  return { entries, height: ABOUT + LINE * (line + 1) };
}

/** Draws a legend from a place on, each curve with its place among colours and dashes. */
export function drawLegend(
  { entries }: Legend,
  { left, looks }: { left: number; looks: readonly number[] },
): Markup {
  const drawn = entries.map(({ label, x, y }, i) => {
    const from = Math.round(left + x);
    return [
      element("path", {
        d: `M${from} ${14 + y}h22`,
        stroke: seriesColour(looks[i]),
        "stroke-width": 2.6,
        "stroke-dasharray": seriesDash(looks[i]),
      }),
      text(label, { x: from + 28, y: 18 + y }),
    ];
  });
  return element("g", { "font-size": 12, fill: "currentColor" }, drawn);
}
